import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { say } from '../../ui/toasts.ts';
import { type Chosen, deleteAll, mergeAll, noteOwnChanges } from './bulk-requests.ts';
import { useChangeIssues } from './change-issues.ts';
import type { IssueChange } from './issue.ts';
import { issuesKey } from './issues-query.ts';

export type Assignment = Pick<IssueChange, 'assignee_id' | 'team_id'>;

interface Subjects {
  chosen: Chosen;
  /** Called once it is under way. */
  onDone: () => void;
  /** Called with those that are as they were. */
  onFailed: (ids: string[]) => void;
}

/** Everything that can be done with some issues, each said in words with its way back. */
export function useActs(organizationId: string, { chosen, onDone, onFailed }: Subjects) {
  const queries = useQueryClient();
  const changing = useChangeIssues(organizationId);
  const refresh = () => queries.invalidateQueries({ queryKey: issuesKey(organizationId) });
  const onError = (error: Error) => say(error.message);
  const hasNone = 'ids' in chosen && chosen.ids.length === 0;

  const merging = useMutation({
    mutationFn: (ids: string[]) => mergeAll(organizationId, ids),
    onSuccess: async ({ mergedInto, failed }, ids) => {
      onFailed(failed);
      if (!mergedInto) return say(t('issues.not_merged'));
      const others = ids.filter((id) => id !== mergedInto);
      const params = { issue_id: mergedInto };
      const back = () => client.call('unmergeIssues', { params, body: { issue_ids: others } }).then(refresh);
      say(t('issues.said.merged', { count: ids.length }), () => void back().catch(onError));
      await refresh();
    },
    onError,
  });
  const removing = useMutation({
    mutationFn: () => deleteAll(organizationId, chosen),
    onSuccess: async ({ changed, failed }) => {
      onFailed(failed);
      const said = t('issues.said.deleted', { count: changed });
      say(failed.length > 0 ? t('issues.some_failed', { said, count: failed.length }) : said);
      await refresh();
    },
    onError,
  });

  function change(wanted: IssueChange, said: (count: number) => string): void {
    if (hasNone) return;
    changing.mutate({ issues: chosen, change: wanted, said, onFailed });
    onDone();
  }

  return {
    isBusy: changing.isPending || merging.isPending || removing.isPending,
    resolve: (resolution: NonNullable<IssueChange['resolution']>) =>
      change({ status: 'resolved', resolution }, (count) => t('issues.said.resolved', { count })),
    ignore: (rule: NonNullable<IssueChange['ignore']>) =>
      change({ status: 'ignored', ignore: rule }, (count) => t('issues.said.ignored', { count })),
    unresolve: () => change({ status: 'unresolved' }, (count) => t('issues.said.unresolved', { count })),
    assign: (assignment: Assignment, name: string | undefined) =>
      change(assignment, (count) =>
        name === undefined ? t('issues.said.unassigned', { count }) : t('issues.said.assigned', { count, name }),
      ),
    merge(): void {
      if (!('ids' in chosen)) return;
      noteOwnChanges(chosen.ids);
      merging.mutate(chosen.ids);
      onDone();
    },
    remove(): void {
      if ('ids' in chosen) noteOwnChanges(chosen.ids);
      removing.mutate();
      onDone();
    },
  };
}

export type Acts = ReturnType<typeof useActs>;
