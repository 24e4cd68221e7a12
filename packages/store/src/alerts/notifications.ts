import type { Occasion } from '@railguard/protocol/alert-rule';
import type pg from 'pg';
import type { Database, Queryable } from '../database.ts';
import { transaction } from '../transaction.ts';

/**
 * Hands notifications that the queue does not have yet to `publish`, the oldest first, and remembers that it has them.
 * Rows stay locked meanwhile, so several relays share the work; one that dies in between has them published again.
 * Answers how many there were.
 */
export async function relayNotifications(
  database: Database,
  limit: number,
  publish: (ids: string[]) => Promise<void>,
): Promise<number> {
  // Nearly always there is none, and a look costs less than a transaction.
  const { rows: waiting } = await database.pool.query('select from notification where delivered_at is null limit 1');
  if (waiting.length === 0) return 0;
  return transaction(database, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from notification where delivered_at is null
       order by created_at limit $1 for update skip locked`,
      [limit],
    );
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    await publish(ids);
    await client.query('update notification set delivered_at = now() where id = any($1::uuid[])', [ids]);
    return ids.length;
  });
}

/** What something is about that may be worth telling somebody. */
export interface Notification {
  id: string;
  project_id: string;
  issue_id: string | null;
  event_id: string | null;
  occasion: Occasion;
  /** The one rule that looked for it; null where any may be about it. */
  rule_id: string | null;
  facts: AlertFacts | null;
  created_at: Date;
}

/** What a rule found when it counted; ISO times of a digest's span. */
export interface AlertFacts {
  count?: number;
  minutes?: number;
  usual_per_hour?: number;
  from?: string;
  to?: string;
}

/**
 * The notification, held until the transaction ends; undefined where it is gone, or the channel decided before. What it is
 * about is held first: whoever deletes that takes them in the same order.
 */
export async function takeNotification(
  client: pg.PoolClient,
  id: string,
  channel: string,
): Promise<Notification | undefined> {
  const { rows: about } = await client.query<Pick<Notification, 'issue_id' | 'rule_id'>>(
    'select issue_id, rule_id from notification where id = $1 and $2 <> all(decided)',
    [id, channel],
  );
  if (!about[0]) return undefined;
  const { issue_id, rule_id } = about[0];
  if (issue_id) await client.query('select from issue where id = $1 for key share', [issue_id]);
  if (rule_id) await client.query('select from alert_rule where id = $1 for key share', [rule_id]);
  const { rows } = await client.query<Notification>(
    `select id, project_id, issue_id, event_id, occasion, rule_id, facts, created_at
     from notification where id = $1 and $2 <> all(decided) for no key update`,
    [id, channel],
  );
  return rows[0];
}

/** The channel has decided whom to tell; whoever brings the notification again finds nothing to do. */
export async function markDecided(client: pg.PoolClient, id: string, channel: string): Promise<void> {
  await client.query('update notification set decided = decided || $2::text where id = $1', [id, channel]);
}

/** As it was, for an alert that waited. */
export async function readNotification(queryable: Queryable, id: string): Promise<Notification | undefined> {
  const { rows } = await queryable.query<Notification>(
    `select id, project_id, issue_id, event_id, occasion, rule_id, facts, created_at from notification where id = $1`,
    [id],
  );
  return rows[0];
}

export interface NewNotification {
  id: string;
  projectId: string;
  issueId?: string;
  eventId?: string;
  occasion: Occasion;
  ruleId: string;
  facts: AlertFacts;
}

/** Of what a rule looks for by itself; each time it finds something is the next occurrence. */
export async function writeRuleNotification(client: pg.PoolClient, notification: NewNotification): Promise<void> {
  const { id, projectId, issueId = null, eventId = null, occasion, ruleId, facts } = notification;
  await client.query(
    `insert into notification (id, project_id, issue_id, event_id, occasion, rule_id, facts, occurrence)
     select $1, $2, $3, $4, $5::text, $6, $7, coalesce(max(occurrence), 0) + 1
     from notification where issue_id = $3 and occasion = $5
     on conflict do nothing`,
    [id, projectId, issueId, eventId, occasion, ruleId, facts],
  );
}
