import { FORGOTTEN_ATTEMPT } from './attempts.ts';
import type { Database } from './database.ts';
import { endIgnoring } from './end-ignoring.ts';
import type { Layout } from './layout/layout.ts';
import { ACCEPTED_MINUTES, LEDGER_DAYS } from './ledger.ts';
import { LIVE_MESSAGES_KEPT_HOURS } from './live-replay.ts';
import { expireByProject } from './project-retention.ts';
import { purgeStep } from './purge.ts';
import { tookTooLong } from './took-too-long.ts';

export interface HousekeepingReport {
  partitions_made: string[];
  partitions_dropped: string[];
  /** Days that were compressed, on layouts that do. */
  partitions_compressed: string[];
  /** Rows deleted because of their age, by table; `purged` are those of deleted projects and issues, `by_project` of projects that keep less. */
  deleted: Record<string, number>;
  /** Issues whose time of being ignored has passed. */
  unignored: number;
}

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 7;
/**
 * Batches look for earlier copies of their events in the last two days, and people read the last week; older days are
 * looked into now and then, and are worth a third less disk.
 */
const COMPRESS_AFTER_DAYS = 7;
const STEP = 10_000;
/** Per table and call, so that one call ends; the next goes on. Every ten minutes, this keeps up with 8,000 receipts a second. */
const MAX_STEPS = 500;

interface Expiry {
  table: string;
  /** Which rows go, in SQL; $1 is the time so many days ago. */
  expired: string;
  days: number;
}

/**
 * Everything that must happen now and then; safe to run from several processes and to interrupt. Call it at start
 * and every ten minutes or so.
 */
export async function keepHouse(
  database: Database,
  layout: Layout,
  { retentionDays, now = new Date() }: { retentionDays: number; now?: Date },
): Promise<HousekeepingReport> {
  const partitions_made = await layout.makeRoom(now, daysFrom(now, DAYS_AHEAD));
  const partitions_dropped = await layout.dropBefore(daysFrom(now, -retentionDays));
  const partitions_compressed = await layout.compressBefore(daysFrom(now, -COMPRESS_AFTER_DAYS));
  const deleted: Record<string, number> = {};
  const faults: unknown[] = [];
  for (const expiry of expiries(retentionDays)) {
    try {
      deleted[expiry.table] = await deleteExpired(database, expiry, now);
    } catch (error) {
      // One table that takes too long must not keep all others from being looked after.
      if (!tookTooLong(error)) throw error;
      faults.push(error);
    }
  }
  deleted.by_project = await expireByProject(database, layout, { retentionDays, now, maxSteps: MAX_STEPS });
  deleted.purged = await purgeAll(database, layout);
  const unignored = await endIgnoring(database, now);
  if (faults.length > 0) throw faults[0];
  return { partitions_made, partitions_dropped, partitions_compressed, deleted, unignored };
}

const WITHOUT_VALUES = `not exists (
  select from issue_tag
  where issue_tag.issue_id = issue_tag_left_out.issue_id and issue_tag.key = issue_tag_left_out.key
    and issue_tag.last_seen >= $1)`;

function expiries(retentionDays: number): Expiry[] {
  return [
    // Far longer than a message is ever redelivered after it was processed.
    { table: 'message_receipt', expired: 'processed_at < $1', days: 2 },
    { table: 'live_message', expired: 'created_at < $1', days: LIVE_MESSAGES_KEPT_HOURS / 24 },
    { table: 'refresh_token', expired: 'expires_at < $1', days: 0 },
    { table: 'session', expired: 'expires_at < $1', days: 0 },
    { table: 'password_reset', expired: 'expires_at < $1', days: 0 },
    { table: 'attempt', expired: FORGOTTEN_ATTEMPT, days: 0 },
    // Begun and never confirmed.
    { table: 'totp', expired: 'activated_at is null and created_at < $1', days: 1 },
    { table: 'queue_dead_letter', expired: 'died_at < $1', days: 30 },
    { table: 'issue_hourly', expired: 'hour < $1', days: retentionDays },
    { table: 'project_hourly', expired: 'hour < $1', days: retentionDays },
    { table: 'outcome_hourly', expired: 'hour < $1', days: retentionDays },
    { table: 'dimension_hourly', expired: 'hour < $1', days: retentionDays },
    { table: 'ledger_entry', expired: 'decided_at < $1', days: LEDGER_DAYS },
    { table: 'ledger_hourly', expired: 'hour < $1', days: LEDGER_DAYS },
    { table: 'accepted_recent', expired: 'accepted_at < $1', days: ACCEPTED_MINUTES / (24 * 60) },
    { table: 'issue_tag', expired: 'last_seen < $1', days: retentionDays },
    // What is hidden stays so, should it be seen again.
    { table: 'project_environment', expired: 'last_seen < $1 and not is_hidden', days: retentionDays },
    // A key that was full, or closed, begins anew once its values were too old.
    { table: 'issue_tag_left_out', expired: WITHOUT_VALUES, days: retentionDays },
    { table: 'alert', expired: 'created_at < $1', days: 30 },
    // After the alerts that came of them; longer than previews and digests look back.
    { table: 'notification', expired: 'created_at < $1', days: 31 },
    { table: 'mail', expired: 'created_at < $1', days: 30 },
    // The longest that a rule looks back.
    { table: 'issue_user_recent', expired: 'seen_at < $1', days: 7 },
    { table: 'oidc_spent_state', expired: 'expires_at < $1', days: 0 },
    { table: 'project_deletion', expired: 'finished_at < $1', days: 1 },
    // Of batches that failed for good; one that is still being tried makes its issue anew.
    { table: 'issue', expired: 'event_count = 0 and created_at < $1', days: 1 },
  ];
}

/** In steps that each commit; rows that somebody else holds are left for the next time. */
async function deleteExpired(database: Database, { table, expired, days }: Expiry, now: Date): Promise<number> {
  let total = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { rowCount } = await database.pool.query(
      `delete from ${table} where ctid = any(array(
         select ctid from ${table} where ${expired} limit ${STEP} for update skip locked))`,
      [daysFrom(now, -days)],
    );
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < STEP) break;
  }
  return total;
}

/** Takes away what deleted projects and issues have left, as far as one call goes; answers how many rows. */
export async function purgeAll(database: Database, layout: Layout): Promise<number> {
  let total = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { deleted, isDone } = await purgeStep(database, layout);
    total += deleted;
    if (isDone) break;
  }
  return total;
}

function daysFrom(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY_MS);
}
