import { int8Array, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Queryable } from './database.ts';

/** What one ingestor saw of a key since it last told. */
export interface KeyUse {
  key_id: string;
  used_at: Date;
  /** Items it took today that are to be added to what others took. */
  items: number;
}

/** What all ingestors together took of a key on the day it was told for. */
export interface KeyUsed {
  key_id: string;
  quota_used: number;
}

/**
 * Adds to the use of keys on a UTC day, such as `2026-11-25`. Keys that somebody else is writing are left out, and not
 * answered: nobody waits here, so that ingestors cannot wait for one another in a circle; they tell again in a second.
 */
export async function addKeyUse(queryable: Queryable, day: string, uses: KeyUse[]): Promise<KeyUsed[]> {
  if (uses.length === 0) return [];
  const { rows } = await queryable.query<KeyUsed>(ADD, [
    uuidArray(uses.map(({ key_id }) => key_id)),
    timestamptzArray(uses.map(({ used_at }) => used_at)),
    int8Array(uses.map(({ items }) => items)),
    day,
  ]);
  return rows;
}

/** A day that has passed meanwhile is not counted on, however late somebody tells of it. */
const ADD = `
  with used as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as used (key_id, used_at, items)
  ), free as (
    select id from project_key where id in (select key_id from used) for no key update skip locked
  )
  update project_key set
    last_used_at = greatest(last_used_at, used.used_at),
    quota_used = case when quota_day > $4::date then quota_used
                      when quota_day = $4::date then quota_used + used.items
                      else used.items end,
    quota_day = greatest(quota_day, $4::date)
  from used join free on free.id = used.key_id
  where project_key.id = used.key_id
  returning key_id, quota_used`;
