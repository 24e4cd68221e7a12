import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Database } from './database.ts';
import { transaction } from './transaction.ts';

/** One thing that attempts are counted by. */
export interface Limit {
  /** Says of whom and of what, such as `sign-in 192.0.2.1`. */
  key: string;
  /** How many attempts wait for nothing. */
  free: number;
}

/**
 * What one attempt is counted by. `limits` hold always. `elsewhere` are about an account from all addresses together, and
 * are left out where `home` succeeded in the last ninety days: else whoever guesses from anywhere keeps its owner out.
 */
export interface Attempt {
  limits: Limit[];
  /** The key of an account from one address. */
  home?: string;
  elsewhere?: Limit[];
}

const LONGEST_WAIT_SECONDS = 900;
/** From one second; 2^10 of them are more than the longest wait. */
const MOST_DOUBLINGS = 10;
const KNOWN_FOR_DAYS = 90;

/**
 * Which rows are forgotten, for housekeeping: a count after a quarter of an hour without an attempt, and a known address
 * later. So there are never more rows than were tried in that time, a few for each attempt.
 */
export const FORGOTTEN_ATTEMPT = `
  not_before < $1::timestamptz - interval '${LONGEST_WAIT_SECONDS} seconds'
  and (succeeded_at is null or succeeded_at < $1::timestamptz - interval '${KNOWN_FOR_DAYS} days')`;

/**
 * Counts an attempt before it is made, so that many at once, by way of any number of APIs, cannot slip by together.
 * Answers how many milliseconds to wait, 0 where it may be made now; a refused attempt is not counted.
 *
 *     free ─ attempt × free ─► waiting ─ time passes ─► one attempt ─► waiting (twice as long, up to a quarter of an hour)
 *      ▲                                                     │
 *      └──────────── success, or a quarter of an hour ───────┘
 */
export async function beginAttempt(database: Database, { limits, home, elsewhere = [] }: Attempt): Promise<number> {
  const counting = transaction(database, async (client) => {
    const others = (await isKnown(client, home)) ? [] : elsewhere;
    // One after the other, and each in the order of its keys, so that no two attempts wait for each other in a circle.
    const waits = [...(await lock(client, limits)), ...(await lock(client, others))];
    const wait = Math.max(0, ...waits);
    if (wait > 0) throw new Refused(wait);
    const counted = [...limits, ...others];
    await client.query(COUNT, [counted.map(({ key }) => digest(key)), counted.map(({ free }) => free)]);
    return 0;
  });
  return counting.catch((error: unknown) => {
    if (error instanceof Refused) return error.waitMs;
    throw error;
  });
}

/** Rolls back, so that a refused attempt leaves not even an empty row. */
class Refused extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('too many attempts');
    this.waitMs = waitMs;
  }
}

/** An attempt that succeeded: `home` starts anew and is known, the others were not tried in vain. */
export async function succeedAttempt(database: Database, attempt: Attempt): Promise<void> {
  await settle(database, attempt, attempt.home);
}

/** Takes back what an attempt was counted for, as if it had not been made: it was no guess. */
export async function takeBackAttempt(database: Database, attempt: Attempt): Promise<void> {
  await settle(database, attempt);
}

/** One after the other and not as one, for the order that attempts are counted in. */
async function settle(database: Database, { limits, elsewhere = [] }: Attempt, home?: string): Promise<void> {
  for (const some of [limits, elsewhere]) {
    const keys = some.map(({ key }) => digest(key));
    if (keys.length > 0) await database.pool.query(SETTLE, [keys, home === undefined ? null : digest(home)]);
  }
}

/** Makes an address known to an account by other means than signing in. */
export async function rememberHome(database: Database, home: string): Promise<void> {
  await database.pool.query(REMEMBER, [digest(home)]);
}

async function isKnown(client: pg.PoolClient, home: string | undefined): Promise<boolean> {
  if (home === undefined) return false;
  const { rowCount } = await client.query(KNOWN, [digest(home)]);
  return rowCount === 1;
}

/** Makes the rows that are missing, and holds all of them until the end of the transaction. Answers their waits. */
async function lock(client: pg.PoolClient, limits: Limit[]): Promise<number[]> {
  if (limits.length === 0) return [];
  const { rows } = await client.query<{ wait_ms: number }>(LOCK, [limits.map(({ key }) => digest(key))]);
  return rows.map(({ wait_ms }) => wait_ms);
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

const KNOWN = `select from attempt where key = $1 and succeeded_at > clock_timestamp() - interval '${KNOWN_FOR_DAYS} days'`;

// The time of the clock, since that of the transaction is from before it waited for another attempt.
const LOCK = `
  insert into attempt (key, count, not_before)
    select key, 0, clock_timestamp() from unnest($1::bytea[]) as given (key) order by key
  on conflict (key) do update set key = excluded.key
  returning greatest(ceil(extract(epoch from not_before - clock_timestamp()) * 1000), 0)::integer as wait_ms`;

const COUNT = `
  update attempt set count = now_made, not_before = clock_timestamp() + make_interval(secs => case
      when now_made < free then 0 else least(power(2, least(now_made - free, ${MOST_DOUBLINGS})), ${LONGEST_WAIT_SECONDS})
    end)
  from (
    select attempt.key, free,
           case when not_before < clock_timestamp() - interval '${LONGEST_WAIT_SECONDS} seconds' then 1 else count + 1 end as now_made
    from attempt join unnest($1::bytea[], $2::integer[]) as given (key, free) on given.key = attempt.key
  ) as next where next.key = attempt.key`;

const SETTLE = `
  update attempt set
    count = case when key = $2 then 0 else greatest(count - 1, 0) end,
    not_before = least(not_before, clock_timestamp()),
    succeeded_at = case when key = $2 then clock_timestamp() else succeeded_at end
  where key = any(array(select key from attempt where key = any($1) order by key for update))`;

const REMEMBER = `
  insert into attempt (key, count, not_before, succeeded_at) values ($1, 0, clock_timestamp(), clock_timestamp())
  on conflict (key) do update set count = 0, not_before = clock_timestamp(), succeeded_at = clock_timestamp()`;
