import { type Kysely, sql } from 'kysely';
import { againWhereMoved } from './again-where-moved.ts';
import type { Database } from './database.ts';
import { announceUpdated } from './edit-issues.ts';
import { writeActivity } from './issue-activity.ts';
import { MAX_MEMBERS } from './issue-members.ts';
import { lockFamilies, type VisibleIssue } from './lock-families.ts';
import { queryableOf } from './queryable-of.ts';
import type { Scope } from './scope.ts';
import { sumUp } from './sum-up-members.ts';
import type { Tables } from './tables.ts';

/** Why issues cannot be merged, or not be parted; `issueIds` are those that it is about. */
export class MergeError extends Error {
  override name = 'MergeError';
  readonly reason: 'not_found' | 'other_project' | 'too_many' | 'not_a_member';
  readonly issueIds: string[];

  constructor(reason: MergeError['reason'], issueIds: string[]) {
    super(`issues cannot be merged: ${reason}`);
    this.reason = reason;
    this.issueIds = issueIds;
  }
}

/**
 * Merges issues into `targetId`, which shows all of them from then on: their members become its members. Events stay
 * where they are. The id of a merged issue stands for the one it was merged into. undefined where the target is not
 * visible; what is a member of it already is no mistake.
 * @throws MergeError
 */
export async function mergeIssues(
  database: Database,
  scope: Scope,
  organizationId: string,
  targetId: string,
  issueIds: string[],
): Promise<{ target: string; merged: string[] } | undefined> {
  return againWhereMoved(database, async (trx) => {
    const ids = [targetId, ...issueIds];
    const families = await lockFamilies(trx, scope, organizationId, ids, { withMembers: true });
    const { targets, targetOf, members } = families;
    const target = targets.get(targetOf.get(targetId) ?? '');
    if (!target) return undefined;
    const missing = issueIds.filter((id) => !targetOf.has(id));
    if (missing.length > 0) throw new MergeError('not_found', missing);
    const sources = [...targets.values()].filter(({ id }) => id !== target.id);
    const foreign = sources.filter(({ project_id }) => project_id !== target.project_id).map(({ id }) => id);
    if (foreign.length > 0)
      throw new MergeError(
        'other_project',
        issueIds.filter((id) => foreign.includes(targetOf.get(id)!)),
      );
    if (members.length + sources.length > MAX_MEMBERS) throw new MergeError('too_many', issueIds);
    if (sources.length === 0) return { target: target.id, merged: [] };

    await join(trx, target, sources);
    await sumUp(trx, target.id);
    await tell(trx, scope, 'merged', target, sources);
    return { target: target.id, merged: sources.map(({ id }) => id) };
  });
}

/**
 * Takes members out of an issue; each is an issue of its own again, unresolved, with what it counted. undefined where
 * the target is not visible.
 * @throws MergeError
 */
export async function unmergeIssues(
  database: Database,
  scope: Scope,
  organizationId: string,
  targetId: string,
  issueIds: string[],
): Promise<{ target: string } | undefined> {
  return againWhereMoved(database, async (trx) => {
    const families = await lockFamilies(trx, scope, organizationId, [targetId], { withMembers: true });
    const target = families.targets.get(families.targetOf.get(targetId) ?? '');
    if (!target) return undefined;
    const leaving = families.members.filter(({ id }) => issueIds.includes(id));
    const strangers = issueIds.filter((id) => !leaving.some((member) => member.id === id));
    if (strangers.length > 0) throw new MergeError('not_a_member', strangers);
    await sql`update issue set merged_into_id = null where id = any(${idsOf(leaving)}::uuid[])`.execute(trx);
    await sumUp(trx, target.id);
    await tell(trx, scope, 'unmerged', target, leaving);
    return { target: target.id };
  });
}

/** A source that had members counts for itself alone again, and hands them on. */
async function join(trx: Kysely<Tables>, target: VisibleIssue, sources: VisibleIssue[]): Promise<void> {
  const ids = idsOf(sources);
  await sql`
    insert into issue_own (issue_id, handled, first_seen, last_seen, first_received_at, last_received_at, event_count,
                           user_count, user_hash_ceiling)
    select id, handled, first_seen, last_seen, first_received_at, last_received_at, event_count, user_count,
           user_hash_ceiling
    from issue where id = ${target.id} on conflict do nothing`.execute(trx);
  await sql`
    with own as (delete from issue_own where issue_id = any(${ids}::uuid[]) returning *)
    update issue set
      handled = own.handled, first_seen = own.first_seen, last_seen = own.last_seen,
      first_received_at = own.first_received_at, last_received_at = own.last_received_at,
      event_count = own.event_count, user_count = own.user_count, user_hash_ceiling = own.user_hash_ceiling,
      member_count = 0
    from own where issue.id = own.issue_id`.execute(trx);
  await sql`
    update issue set merged_into_id = ${target.id}
    where id = any(${ids}::uuid[]) or merged_into_id = any(${ids}::uuid[])`.execute(trx);
  // A member has no status; it is unresolved once it is an issue of its own again.
  await sql`
    update issue set status = 'unresolved', resolution = null, resolved_at = null, regressed_at = null,
                     ignored_until = null, ignore_limit = null
    where id = any(${ids}::uuid[])`.execute(trx);
}

async function tell(
  trx: Kysely<Tables>,
  scope: Scope,
  kind: 'merged' | 'unmerged',
  target: VisibleIssue,
  others: VisibleIssue[],
): Promise<void> {
  const named = (issues: VisibleIssue[]) => issues.map(({ id, short_id }) => ({ id, short_id }));
  const actor_id = scope.userId;
  await writeActivity(queryableOf(trx), [
    { issue_id: target.id, actor_id, kind, data: { issues: named(others) } },
    ...others.map(({ id }) => ({ issue_id: id, actor_id, kind, data: { target: named([target])[0] } })),
  ]);
  await announceUpdated(trx, [target, ...others]);
}

function idsOf(issues: VisibleIssue[]): string[] {
  return issues.map(({ id }) => id);
}
