import type { LiveType } from '@railguard/protocol/live';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { CURSOR } from './live.ts';
import { type Scope, seesProject } from './scope.ts';

/** A message as it is heard, from a notification or from the table. */
export interface HeardMessage {
  /** Up to where everything has been heard by whoever heard this. Opaque to clients. */
  cursor: string;
  project_id: string;
  type: LiveType;
  issue_ids: string[];
  is_truncated: boolean;
  reason: string | null;
}

/** What a reader asks to hear. */
export interface LiveFilter {
  organizationId?: string;
  projectId?: string;
  types?: LiveType[];
}

/** Kept by housekeeping; a little less is promised, since it looks at its own clock. */
export const LIVE_MESSAGES_KEPT_HOURS = 1;
const REPLAYED = sql`interval '55 minutes'`;
/** More than a page can make use of: then it had better read anew what it shows. */
const MOST_REPLAYED = 1_000;
/** Each costs a stream some hundred bytes. */
const MOST_PROJECTS = 10_000;

/**
 * A cursor is the oldest transaction that was still under way when something was written, and the time. Identities are
 * given out before commits, so that a row with a smaller one may appear later; but whatever appears after a row was
 * heard was written by a transaction that was under way when that row was written, or began later. So everything that
 * a reader can have missed has an `xid` from the cursor on. A few rows around it are told twice, which does no harm:
 * they carry ids alone.
 */
export async function currentCursor(database: Database): Promise<string> {
  const { rows } = await sql<{ cursor: string }>`
    select ${sql.raw(CURSOR)} as cursor
    from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon, now() as created_at) as present`.execute(
    database.kysely,
  );
  return rows[0]!.cursor;
}

/** What a person has missed since the cursor; undefined where that is not known any more, or too much to tell. */
export function missedBy(database: Database, scope: Scope, filter: LiveFilter, cursor: string) {
  const isVisible = sql<boolean>`project_id in (
    select project.id from project join membership using (organization_id) where ${sees(scope, filter)})`;
  return filter.types
    ? replay(database, cursor, sql`${isVisible} and type = any(${filter.types})`)
    : replay(database, cursor, isVisible);
}

/** The same for a process that tells others, each of whom hears only what is theirs. */
export function missedByAll(database: Database, cursor: string) {
  return replay(database, cursor, sql`true`);
}

/** The projects whose messages this person may hear. */
export async function audibleProjects(database: Database, scope: Scope, filter: LiveFilter): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select project.id from project join membership using (organization_id)
    where ${sees(scope, filter)} order by project.id desc limit ${MOST_PROJECTS}`.execute(database.kysely);
  return new Set(rows.map(({ id }) => id));
}

function sees(scope: Scope, { organizationId, projectId }: LiveFilter): RawBuilder<boolean> {
  return sql`project.deleted_at is null and ${seesProject(scope)}
    and (${organizationId ?? null}::uuid is null or project.organization_id = ${organizationId ?? null}::uuid)
    and (${projectId ?? null}::uuid is null or project.id = ${projectId ?? null}::uuid)`;
}

const FORM = /^(\d{1,19})-(\d{1,11})$/;

async function replay(database: Database, cursor: string, condition: RawBuilder<unknown>) {
  const [, horizon, seconds] = FORM.exec(cursor) ?? [];
  if (horizon === undefined || BigInt(horizon) > MOST_XID) return undefined;
  const { rows } = await sql<HeardMessage & { is_known: boolean }>`
    select is_known, missed.*
    from (
      -- A cursor from before the database was restored elsewhere is ahead of it, and says nothing here.
      select ${horizon}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
         and to_timestamp(${seconds}::bigint) > now() - ${REPLAYED} as is_known
    ) as present
    left join lateral (
      select id, ${sql.raw(CURSOR)} as cursor, project_id, type, issue_ids, is_truncated, reason
      from live_message
      where is_known and xid >= ${horizon}::xid8 and ${condition}
      -- In no order: where there are more, it does not matter which.
      limit ${MOST_REPLAYED + 1}
    ) as missed on true
    order by id`.execute(database.kysely);
  if (!rows[0]!.is_known || rows.length > MOST_REPLAYED) return undefined;
  return rows
    .filter(({ type }) => type !== null)
    .map(({ cursor, project_id, type, issue_ids, is_truncated, reason }): HeardMessage => {
      return { cursor, project_id, type, issue_ids, is_truncated, reason };
    });
}

const MOST_XID = 2n ** 63n - 1n;
