import type pg from 'pg';
import type { Queryable } from '../database.ts';
import { countIssueHours } from './count-hours.ts';
import { countTags } from './count-tags.ts';
import { countUsers, type UserCount } from './count-users.ts';
import { countUsersTogether } from './count-users-together.ts';
import { changeIssue, type IssueChange, type IssueEvents } from './issue-change.ts';
import type { LockedIssue } from './locks.ts';
import { asPart, changeTarget, eventsOf, familiesOf } from './merged-issues.ts';
import { readOwnCounts, writeOwnCounts } from './own-counts.ts';
import { readReleaseTimes } from './release-times.ts';
import type { TagBook } from './tag-book.ts';
import { updateIssues } from './update-issues.ts';
import { writeOutbox } from './write-outbox.ts';
import { writeReturns } from './write-returns.ts';

/**
 * Writes what newly stored events make of their issues, and answers the changes of those that people see.
 *
 * Every event counts for the issue of its own group. Where that was merged, it counts for the whole as well, and only
 * the whole has a status; the statements that this takes are made where there is such an issue in the batch.
 */
export async function writeIssues(
  client: pg.PoolClient,
  grouped: IssueEvents[],
  issues: Map<string, LockedIssue>,
  tagsOf: TagBook,
): Promise<IssueChange[]> {
  if (grouped.length === 0) return [];
  const parts = await ownPartsOf(client, grouped);
  const families = familiesOf(parts, issues);
  const users = await countUsers(client, parts);
  const together = await countUsersTogether(
    client,
    families.filter(({ parts }) => parts.some(({ issue }) => users.has(issue.id))).map(({ target }) => target.id),
  );
  const releases = await readReleaseTimes(client, [
    ...parts,
    ...families.map((family) => ({ issue: family.target, events: eventsOf(family) })),
  ]);

  const changes = parts.map(({ issue, events }) =>
    changeIssue(issue, events, { userCount: users.get(issue.id)?.count, releases }),
  );
  const own = changes.filter(({ issue }) => issue.member_count > 0);
  const plain = changes.filter(({ issue }) => issue.member_count === 0);
  const totals = families.map((family) =>
    changeTarget(
      family,
      own.find(({ issue }) => issue.id === family.target.id),
      { userCount: together.get(family.target.id)?.count, releases },
    ),
  );
  const shown = [...plain.filter(({ issue }) => issue.merged_into_id === null), ...totals];

  await updateIssues(client, [...plain, ...totals], usersShown(users, own, together));
  if (own.length > 0) await writeOwnCounts(client, own, users);
  await countIssueHours(client, parts);
  await countTags(client, parts, tagsOf);
  await writeOutbox(client, shown);
  await writeReturns(client, shown);
  return shown;
}

/** Issues with members by their own counts, as far as there are such. */
async function ownPartsOf(queryable: Queryable, grouped: IssueEvents[]): Promise<IssueEvents[]> {
  const targets = grouped.filter(({ issue }) => issue.member_count > 0).map(({ issue }) => issue.id);
  if (targets.length === 0) return grouped;
  const own = await readOwnCounts(queryable, targets);
  return grouped.map(({ issue, events }) => {
    const counts = own.get(issue.id);
    return counts ? { issue: asPart(issue, counts), events } : { issue, events };
  });
}

/** Of an issue with members the row has the count of all of them. */
function usersShown(
  users: Map<string, UserCount>,
  own: IssueChange[],
  together: Map<string, UserCount>,
): Map<string, UserCount> {
  if (own.length === 0 && together.size === 0) return users;
  const shown = new Map(users);
  for (const { issue } of own) shown.delete(issue.id);
  for (const [id, count] of together) shown.set(id, count);
  return shown;
}
