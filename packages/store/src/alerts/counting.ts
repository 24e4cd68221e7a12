import type { Occasion } from '@railguard/protocol/alert-rule';
import { newUuid } from '@railguard/protocol/ids';
import type { Database, Queryable } from '../database.ts';
import { transaction } from '../transaction.ts';
import { type NewNotification, writeRuleNotification } from './notifications.ts';

/** An issue that got events, in a project with rules that count. */
export interface ChangedIssue {
  issue_id: string;
  project_id: string;
  /** As text, for all of its digits. */
  changed_at: string;
}

/** Those that changed longest ago. Nobody holds them: whoever looks at one twice fires nothing twice. */
export async function findChangedIssues(queryable: Queryable, limit: number): Promise<ChangedIssue[]> {
  const { rows } = await queryable.query<ChangedIssue>(
    'select issue_id, project_id, changed_at::text from issue_watch order by changed_at limit $1',
    [limit],
  );
  return rows;
}

/** They were looked at; those that changed again meanwhile stay. */
export async function forgetChanged(queryable: Queryable, issues: ChangedIssue[]): Promise<void> {
  await queryable.query(
    // In the order in which batches lock them; what one of them holds has just changed again.
    `delete from issue_watch where issue_id in (
       select issue_watch.issue_id
       from issue_watch join unnest($1::uuid[], $2::timestamptz[]) as seen (issue_id, changed_at)
         on issue_watch.issue_id = seen.issue_id and issue_watch.changed_at = seen.changed_at
       order by issue_watch.issue_id for update of issue_watch skip locked)`,
    [issues.map(({ issue_id }) => issue_id), issues.map(({ changed_at }) => changed_at)],
  );
}

/** How many events the issue and those merged into it received in the last minutes; counted up to `most`. */
export async function countRecentEvents(
  queryable: Queryable,
  issueId: string,
  minutes: number,
  most: number,
): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `select count(*) from (
       select from event
       where issue_id = any(array(select id from issue where id = $1 or merged_into_id = $1))
         and received_at > now() - $2 * interval '1 minute' limit $3
     ) as recent`,
    [issueId, minutes, most],
  );
  return rows[0]!.count;
}

/** How many users the issue was seen with in the last minutes; counted up to `most`. Known since a rule looks at it. */
export async function countRecentUsers(
  queryable: Queryable,
  issueId: string,
  minutes: number,
  most: number,
): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `select count(*) from (
       select from issue_user_recent where issue_id = $1 and seen_at > now() - $2 * interval '1 minute' limit $3
     ) as recent`,
    [issueId, minutes, most],
  );
  return rows[0]!.count;
}

/** Events an hour of the issue over the week before this hour; undefined where it is younger than a day. */
export async function usualEventsPerHour(queryable: Queryable, issueId: string): Promise<number | undefined> {
  const { rows } = await queryable.query<{ per_hour: number | null }>(
    `select (select coalesce(sum(event_count), 0)::float from issue_hourly
             where issue_hourly.issue_id = any(array(select id from issue where id = $1 or merged_into_id = $1))
               and hour >= date_trunc('hour', now()) - interval '168 hours' and hour < date_trunc('hour', now()))
            / least(168, greatest(1, extract(epoch from date_trunc('hour', now()) - first_seen) / 3600),
                    coalesce(project.retention_days, 7) * 24)::float
            as per_hour
     from issue join project on project.id = issue.project_id
     where issue.id = $1 and first_seen <= now() - interval '1 day'`,
    [issueId],
  );
  return rows[0]?.per_hour ?? undefined;
}

/** The event that the issue received last. */
export async function latestEventId(queryable: Queryable, issueId: string): Promise<string | undefined> {
  const { rows } = await queryable.query<{ event_id: string }>(
    `select event_id from event
     where issue_id = any(array(select id from issue where id = $1 or merged_into_id = $1))
       and received_at > now() - interval '8 days'
     order by received_at desc limit 1`,
    [issueId],
  );
  return rows[0]?.event_id;
}

/** What a rule may find of an issue; `minutes` tell its triggers of one occasion from each other. */
export interface Finding {
  ruleId: string;
  issueId: string;
  occasion: Occasion;
  minutes: number | undefined;
}

/** Whether the rule found the same of the issue within the last minutes. */
export async function hasFired(
  queryable: Queryable,
  { ruleId, issueId, occasion, minutes }: Finding,
  restMinutes: number,
): Promise<boolean> {
  const { rows } = await queryable.query(
    `select from notification
     where rule_id = $1 and issue_id = $2 and occasion = $3 and created_at > now() - $4 * interval '1 minute'
       and (facts ->> 'minutes')::integer is not distinct from $5 limit 1`,
    [ruleId, issueId, occasion, restMinutes, minutes ?? null],
  );
  return rows.length > 0;
}

/** Writes that a rule found something, unless it did within the last minutes; of several at once, one does. */
export async function fireRule(
  database: Database,
  finding: Finding,
  about: Pick<NewNotification, 'projectId' | 'eventId' | 'facts'>,
  restMinutes: number,
): Promise<void> {
  const { minutes: _, ...found } = finding;
  await transaction(database, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('rules ' || $1, 0))`, [finding.issueId]);
    if (await hasFired(client, finding, restMinutes)) return;
    await writeRuleNotification(client, { id: newUuid(), ...found, ...about });
  });
}
