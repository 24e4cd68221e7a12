import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { say } from '../../ui/toasts.ts';
import type { Issue, IssueChange } from './issue.ts';
import { issuesKey } from './issues-query.ts';

interface Wanted {
  issues: Pick<Issue, 'id' | 'status' | 'resolution' | 'ignore'>[];
  change: IssueChange;
  /** What is said once it is done. */
  said: string;
}

/** Changes issues, says what was done and how much of it failed, and offers the way back to what they were before. */
export function useChangeIssues(organizationId: string) {
  const queries = useQueryClient();
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: issuesKey(organizationId) }),
      queries.invalidateQueries({ queryKey: ['issue'] }),
    ]);
  };
  const send = (ids: string[], change: IssueChange) =>
    client.call('bulkIssues', { params: { organization_id: organizationId }, body: { issue_ids: ids, change } });

  /** As it was, with in what it was resolved or until when it was ignored; issues that were alike are one change. */
  async function takeBack(issues: Wanted['issues']): Promise<void> {
    const alike = Map.groupBy(issues, (issue) => JSON.stringify(stateOf(issue)));
    for (const sharing of alike.values()) {
      await send(
        sharing.map(({ id }) => id),
        stateOf(sharing[0]!),
      );
    }
    await refresh();
  }

  return useMutation({
    mutationFn: ({ issues, change }: Wanted) =>
      send(
        issues.map(({ id }) => id),
        change,
      ),
    onSuccess: async ({ failed }, { issues, said }) => {
      const words = failed.length > 0 ? t('issues.some_failed', { said, count: failed.length }) : said;
      say(words, () => void takeBack(issues));
      await refresh();
    },
    onError: (error) => say(error.message),
  });
}

function stateOf({ status, resolution, ignore }: Wanted['issues'][number]): IssueChange {
  return { status, ...(resolution && { resolution }), ...(ignore && { ignore }) };
}
