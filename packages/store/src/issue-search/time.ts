import type { Comparison, SearchTime, TimeKey } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';

const COLUMNS = { firstSeen: 'issue.first_seen', lastSeen: 'issue.last_seen' } as const;

export function timeCondition(key: TimeKey, comparison: Comparison, value: SearchTime): RawBuilder<boolean> {
  return compareTime(sql.ref(COLUMNS[key]), comparison, value);
}

/** A moment in a column, compared; `=` is a whole day in UTC. */
export function compareTime(
  column: RawBuilder<unknown>,
  comparison: Comparison,
  value: SearchTime,
): RawBuilder<boolean> {
  const moment = 'secondsAgo' in value ? new Date(Date.now() - value.secondsAgo * 1_000) : new Date(value.at);
  if (comparison !== '=') return sql`${column} ${sql.raw(comparison)} ${moment}`;
  if ('at' in value && value.at.includes('T')) return sql`${column} = ${moment}`;
  return sql`(${column} >= ${moment} and ${column} < ${new Date(moment.getTime() + DAY_MS)})`;
}

const DAY_MS = 86_400_000;
