import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { issueListsKey } from '../issues/issues-query.ts';
import { neighboursIn } from './neighbours-in.ts';
import { useIssue } from './use-issue.ts';

type Pages = InfiniteData<{ data: { id: string }[] }>;

/** Shift+J and Shift+K go to the next and the previous issue of the list one came from. */
export function useNeighbourKeys(): void {
  const { issue, organizationId } = useIssue();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const go = (which: 'previous' | 'next') => {
    const lists = queries
      .getQueryCache()
      .findAll({ queryKey: issueListsKey(organizationId) })
      .map(({ state }) => ({
        readAt: state.dataUpdatedAt,
        ids: ((state.data as Pages | undefined)?.pages ?? []).flatMap(({ data }) => data.map(({ id }) => id)),
      }));
    const id = neighboursIn(lists, issue.id)[which];
    if (id) void navigate({ to: '/issues/$issueId', params: { issueId: id } });
  };
  const group = t('issue.group');
  useShortcuts([
    { id: 'issue.next', keys: 'Shift+j', title: t('issue.next'), group, run: () => go('next') },
    { id: 'issue.previous', keys: 'Shift+k', title: t('issue.previous'), group, run: () => go('previous') },
  ]);
}
