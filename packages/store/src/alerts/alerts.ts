import type { AlertReason, Occasion } from '@railguard/protocol/alert-rule';
import { newUuid } from '@railguard/protocol/ids';
import type pg from 'pg';
import type { Queryable } from '../database.ts';
import { announceBatch } from '../live.ts';
import type { StoredAlertState } from '../tables.ts';
import type { Person } from './people.ts';

/**
 * Decisions about a project are made one after another, so that each sees how many mails the ones before it sent.
 * Held until the transaction ends.
 */
export async function holdAlerts(client: pg.PoolClient, projectId: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('alerts ' || $1, 0))`, [projectId]);
}

export interface NewAlert {
  projectId: string;
  /** Null for a test. */
  notificationId: string | null;
  rule: { id: string; name: string };
  issueId: string | null;
  occasion: Occasion | 'test';
  channel: string;
  person: Pick<Person, 'user_id' | 'address'>;
  state: StoredAlertState;
  reason?: AlertReason;
  releaseAt?: Date;
  mailId?: string;
}

interface WrittenAlert {
  id: string;
  project_id: string;
  issue_id: string | null;
  is_told: boolean;
}

/** Answers its id; undefined where this person was told of this before. */
export async function writeAlert(queryable: Queryable, alert: NewAlert): Promise<string | undefined> {
  return (await writeAlerts(queryable, [alert]))[0];
}

/**
 * In one statement: a project may have hundreds of people. Answers the ids of those that are new; live pages hear of the
 * ones that are for somebody.
 */
export async function writeAlerts(queryable: Queryable, alerts: NewAlert[]): Promise<string[]> {
  if (alerts.length === 0) return [];
  const rows = alerts.map(({ person, rule, ...alert }) => ({
    id: newUuid(),
    project_id: alert.projectId,
    notification_id: alert.notificationId,
    rule_id: rule.id,
    rule_name: rule.name,
    issue_id: alert.issueId,
    occasion: alert.occasion,
    channel: alert.channel,
    user_id: person.user_id,
    address: person.address,
    state: alert.state,
    reason: alert.reason,
    release_at: alert.releaseAt,
    mail_id: alert.mailId,
  }));
  const { rows: written } = await queryable.query<WrittenAlert>(
    `insert into alert (id, project_id, notification_id, rule_id, rule_name, issue_id, occasion, channel, user_id,
                        address, state, reason, release_at, mail_id)
     select id, project_id, notification_id, rule_id, rule_name, issue_id, occasion, channel, user_id,
            address, state, reason, release_at, mail_id
     from jsonb_populate_recordset(null::alert, $1)
     on conflict (notification_id, channel, address) do nothing
     returning id, project_id, issue_id, state <> 'skipped' as is_told`,
    [JSON.stringify(rows)],
  );
  const told = Map.groupBy(
    written.filter(({ is_told }) => is_told),
    ({ project_id }) => project_id,
  );
  await announceBatch(
    queryable,
    [...told].map(([project_id, ofProject]) => {
      const issue_ids = new Set(ofProject.flatMap(({ issue_id }) => issue_id ?? []));
      return { project_id, type: 'alert.fired', issue_ids: [...issue_ids] };
    }),
  );
  return written.map(({ id }) => id);
}

/** Those of the rules that told somebody of the issue within their own interval, by the channel or by any. */
export async function rulesAtRest(
  queryable: Queryable,
  issueId: string,
  rules: { id: string; interval_minutes: number }[],
  channel?: string,
): Promise<Set<string>> {
  const { rows } = await queryable.query<{ id: string }>(
    `select rule.id from unnest($2::uuid[], $3::integer[]) as rule (id, minutes)
     where exists (
       select from alert where issue_id = $1 and rule_id = rule.id and state <> 'skipped'
         and occasion <> 'test' and created_at > now() - rule.minutes * interval '1 minute'
         and ($4::text is null or channel = $4))`,
    [issueId, rules.map(({ id }) => id), rules.map(({ interval_minutes }) => interval_minutes), channel ?? null],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What somebody got of a project lately, and what waits for them. */
export interface Mailbox {
  /** When mails were written to them within the last hour, the earliest first. */
  sent: Date[];
  /** Why the alerts wait that do: what comes now waits with them. */
  heldFor: AlertReason | null;
}

/** By address. */
export async function readMailboxes(
  queryable: Queryable,
  projectId: string,
  addresses: string[],
): Promise<Map<string, Mailbox>> {
  const { rows } = await queryable.query<Mailbox & { address: string }>(
    `select address,
       array(select created_at from mail where project_id = $1 and recipient = address
             and created_at > now() - interval '1 hour' order by created_at) as sent,
       (select coalesce(reason, 'hourly_limit') from alert
        where project_id = $1 and alert.address = person.address and state = 'held' limit 1) as "heldFor"
     from unnest($2::text[]) as person (address)`,
    [projectId, addresses],
  );
  return new Map(rows.map(({ address, ...mailbox }) => [address, mailbox]));
}

/** After a storm there may be millions; those that are found next time are no later for it. */
const MOST_DUE_ALERTS = 2_000;

/** Somebody whose held alerts of a project are due. */
export interface DuePerson {
  project_id: string;
  channel: string;
  address: string;
}

/** Those whose first has waited longest. */
export async function findDuePeople(queryable: Queryable, limit: number): Promise<DuePerson[]> {
  const { rows } = await queryable.query<DuePerson>(
    `select project_id, channel, address
     from (
       select project_id, channel, address, release_at from alert join project on project.id = project_id
       where state = 'held' and release_at <= now() and deleted_at is null
       order by release_at limit ${MOST_DUE_ALERTS}
     ) as due
     group by project_id, channel, address order by min(release_at) limit $1`,
    [limit],
  );
  return rows;
}

/** An alert that waits. */
export interface HeldAlert {
  id: string;
  notification_id: string | null;
  rule_id: string | null;
  rule_name: string;
  issue_id: string | null;
  user_id: string | null;
  occasion: Occasion;
  reason: AlertReason | null;
  created_at: Date;
}

/** Everything that waits for a person, the oldest first, up to `limit`. */
export async function readHeld(
  queryable: Queryable,
  { project_id, channel, address }: DuePerson,
  limit: number,
): Promise<HeldAlert[]> {
  const { rows } = await queryable.query<HeldAlert>(
    `select id, notification_id, rule_id, rule_name, issue_id, user_id, occasion, reason, created_at from alert
     where project_id = $1 and channel = $2 and address = $3 and state = 'held' order by id limit $4`,
    [project_id, channel, address, limit],
  );
  return rows;
}

/** What became of alerts that waited. */
export async function settleHeld(
  queryable: Queryable,
  ids: string[],
  {
    state,
    reason = null,
    mailId = null,
  }: { state: StoredAlertState; reason?: AlertReason | null; mailId?: string | null },
): Promise<void> {
  await queryable.query(
    `update alert set state = $2, reason = $3, mail_id = $4, release_at = null
     where id = any($1::uuid[])`,
    [ids, state, reason, mailId],
  );
}

/** @param reason why from now on; left out, as before */
export async function holdLonger(
  queryable: Queryable,
  { project_id, channel, address }: DuePerson,
  until: Date,
  reason?: AlertReason,
): Promise<void> {
  await queryable.query(
    `update alert set release_at = $4, reason = coalesce($5, reason)
     where project_id = $1 and channel = $2 and address = $3 and state = 'held'`,
    [project_id, channel, address, until, reason ?? null],
  );
}
