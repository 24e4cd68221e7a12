import { about, type Check } from './check.ts';
import { storedEvents } from './stored-events.ts';

/** All events of a group are in one issue, and no issue has events of two. */
export const issuesAreGroups: Check = async ({ databaseUrl, ledger }) => {
  const groupsOf = new Map<string, Set<string>>();
  const issuesOf = new Map<string, Set<string>>();
  for (const { id, projectId, issueId } of await storedEvents(databaseUrl)) {
    const sent = ledger.events().get(id);
    if (!sent) continue;
    const group = `${projectId} ${sent.group}`;
    groupsOf.set(issueId, (groupsOf.get(issueId) ?? new Set()).add(group));
    issuesOf.set(group, (issuesOf.get(group) ?? new Set()).add(issueId));
  }
  const several = (sets: Map<string, Set<string>>) => [...sets].filter(([, set]) => set.size > 1).map(([key]) => key);
  return [
    ...about('groups are spread over several issues', several(issuesOf)),
    ...about('issues hold several groups', several(groupsOf)),
  ];
};
