import type { Database } from './database.ts';

/** What the door needs to know about a key. */
export interface IngestKey {
  key_id: string;
  project_id: string;
  numeric_id: number;
  public_key: string;
  /** Items a minute; null means no limit. */
  rate_limit_per_minute: number | null;
  /** Items a UTC day; null means no limit. */
  quota_per_day: number | null;
  /** The UTC day that `quota_used` was counted on, such as `2026-11-25`; null where nothing was. */
  quota_day: string | null;
  quota_used: number;
  /** Empty means any. */
  allowed_origins: string[];
  revoked: boolean;
}

const PUBLIC_KEY = /^[0-9a-f]{32}$/;

const FIND = `
  select project_key.id as key_id, project_id, numeric_id, public_key, rate_limit_per_minute, quota_per_day,
         quota_day::text, quota_used, allowed_origins,
         revoked_at is not null as revoked
  from project_key join project on project.id = project_id
  where public_key = $1 and deleted_at is null`;

/** The key and its project; undefined where no key has this public part. `publicKey` may be any text. */
export async function findKey(database: Database, publicKey: string): Promise<IngestKey | undefined> {
  if (!PUBLIC_KEY.test(publicKey)) return undefined;
  const { rows } = await database.pool.query<IngestKey>(FIND, [publicKey]);
  return rows[0];
}
