import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { t } from '../../text/text.ts';
import { say } from '../../ui/toasts.ts';
import { type Chosen, changeAll, noteOwnChanges, takeBack } from './bulk-requests.ts';
import type { Issue, IssueChange } from './issue.ts';
import { issueListsKey, issuesKey } from './issues-query.ts';
import { changed, stillMatches } from './still-matches.ts';

interface Wanted {
  issues: Pick<Issue, 'id'>[] | Chosen;
  change: IssueChange;
  /** What is said once it is done; how many were changed is known only then. */
  said: string | ((changed: number) => string);
  /** Is told which of them are as they were. */
  onFailed?: (ids: string[]) => void;
}

type Lists = InfiniteData<{ data: Issue[]; next_cursor: string | null }>;

/**
 * Changes issues: at once on the screen, then on the server, which says what could not be done and how all of it is
 * taken back exactly.
 */
export function useChangeIssues(organizationId: string) {
  const queries = useQueryClient();
  const lists = { queryKey: issueListsKey(organizationId) };
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: issuesKey(organizationId) }),
      queries.invalidateQueries({ queryKey: ['issue'] }),
    ]);
  };

  function showAtOnce(ids: ReadonlySet<string>, change: IssueChange): void {
    for (const [key, list] of queries.getQueriesData<Lists>(lists)) {
      const { query } = key.at(-1) as { query: string };
      const pages = list?.pages.map((page) => ({
        ...page,
        data: page.data.flatMap((issue) => afterwards(issue, query)),
      }));
      if (list && pages) queries.setQueryData<Lists>(key, { ...list, pages });
    }
    function afterwards(issue: Issue, query: string): Issue[] {
      if (!ids.has(issue.id)) return [issue];
      return stillMatches(query, change) ? [changed(issue, change)] : [];
    }
  }

  return useMutation({
    mutationFn: ({ issues, change }: Wanted) => changeAll(organizationId, chosen(issues), change),
    onMutate: async ({ issues, change }) => {
      const wanted = chosen(issues);
      if (!('ids' in wanted)) return undefined;
      noteOwnChanges(wanted.ids);
      await queries.cancelQueries(lists);
      const before = queries.getQueriesData(lists);
      showAtOnce(new Set(wanted.ids), change);
      return before;
    },
    onSuccess: async ({ changed: count, failed, undo, hasMore }, { said, onFailed }) => {
      onFailed?.(failed);
      const back = async () => {
        await takeBack(organizationId, undo);
        await refresh();
      };
      const done = typeof said === 'string' ? said : said(count);
      const words = failed.length > 0 ? t('issues.some_failed', { said: done, count: failed.length }) : done;
      say(
        hasMore ? t('issues.more_match', { said: words }) : words,
        () => void back().catch((error) => say(error.message)),
      );
      await refresh();
    },
    onError: (error, _, before) => {
      for (const [key, data] of before ?? []) queries.setQueryData(key, data);
      say(error.message);
    },
  });
}

function chosen(issues: Wanted['issues']): Chosen {
  return Array.isArray(issues) ? { ids: issues.map(({ id }) => id) } : issues;
}
