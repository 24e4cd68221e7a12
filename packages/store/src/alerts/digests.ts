import type { Trigger } from '@railguard/protocol/alert-rule';
import { newUuid } from '@railguard/protocol/ids';
import type { Database, Queryable } from '../database.ts';
import { transaction } from '../transaction.ts';
import { writeRuleNotification } from './notifications.ts';

interface DueDigest {
  id: string;
  project_id: string;
  triggers: Trigger[];
  is_active: boolean;
  next_digest_at: Date;
}

/**
 * Writes a notification for each digest that is due, and when the next one is. A digest that was due while nothing ran
 * comes once, however many of its days passed. Answers how many were written.
 *
 * @param spanOf from when to when a digest that was due then reports, and when the next one is due, null for never;
 *   undefined where that cannot be told, and it is tried again an hour later
 */
export async function takeDueDigests(
  database: Database,
  spanOf: (triggers: Trigger[], dueAt: Date) => { from: Date; to: Date; next: Date | null } | undefined,
): Promise<number> {
  const { rows: waiting } = await database.pool.query('select from alert_rule where next_digest_at <= now() limit 1');
  if (waiting.length === 0) return 0;
  return transaction(database, async (client) => {
    const { rows } = await client.query<DueDigest>(
      `select id, project_id, triggers, next_digest_at,
              is_enabled and (muted_until is null or muted_until <= now()) as is_active
       from alert_rule where next_digest_at <= now() order by id limit 50 for no key update skip locked`,
    );
    for (const { id, project_id, triggers, next_digest_at, is_active } of rows) {
      const span = spanOf(triggers, next_digest_at);
      if (!span) {
        await client.query(`update alert_rule set next_digest_at = now() + interval '1 hour' where id = $1`, [id]);
        continue;
      }
      const { from, to, next } = span;
      await client.query('update alert_rule set next_digest_at = $2 where id = $1', [id, next]);
      if (!is_active) continue;
      const facts = { from: from.toISOString(), to: to.toISOString() };
      await writeRuleNotification(client, {
        id: newUuid(),
        projectId: project_id,
        occasion: 'digest',
        ruleId: id,
        facts,
      });
    }
    return rows.length;
  });
}

/** What happened in a project from one time to another. */
export interface Digest {
  events: number;
  /** In as long a time before. */
  events_before: number;
  new_issues: number;
  regressions: number;
  /** Those with most events, up to ten. */
  issues: DigestIssue[];
}

export interface DigestIssue {
  id: string;
  short_id: string;
  title: string;
  culprit: string;
  events: number;
  is_new: boolean;
}

const MOST_ISSUES = 10;

export async function readDigest(queryable: Queryable, projectId: string, from: Date, to: Date): Promise<Digest> {
  const before = new Date(2 * from.getTime() - to.getTime());
  const { rows: totals } = await queryable.query<Omit<Digest, 'issues'>>(
    `select
       (select coalesce(sum(event_count), 0)::float from project_hourly
        where project_id = $1 and hour >= $2 and hour < $3) as events,
       (select coalesce(sum(event_count), 0)::float from project_hourly
        where project_id = $1 and hour >= $4 and hour < $2) as events_before,
       (select count(*) from notification
        where project_id = $1 and occasion = 'new_issue' and created_at >= $2 and created_at < $3) as new_issues,
       (select count(*) from notification
        where project_id = $1 and occasion = 'regression' and created_at >= $2 and created_at < $3) as regressions`,
    [projectId, from, to, before],
  );
  const { rows: issues } = await queryable.query<DigestIssue>(
    `select issue.id, upper(project.slug) || '-' || issue.number as short_id, issue.title, issue.culprit,
            counted.events, issue.first_seen >= $2 as is_new
     from (
       select coalesce(part.merged_into_id, part.id) as id, sum(issue_hourly.event_count)::float as events
       from issue as part join issue_hourly on issue_hourly.issue_id = part.id
       where part.project_id = $1 and part.last_seen >= $2 and hour >= $2 and hour < $3
       group by 1 order by events desc limit ${MOST_ISSUES}
     ) as counted
     join issue on issue.id = counted.id
     join project on project.id = issue.project_id
     order by counted.events desc, issue.id`,
    [projectId, from, to],
  );
  return { ...totals[0]!, issues };
}
