import type { Comparison, CountKey } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';

const COLUMNS = { timesSeen: 'issue.event_count', users: 'issue.user_count' } as const;

export function countCondition(key: CountKey, comparison: Comparison, value: number): RawBuilder<boolean> {
  return sql`${sql.ref(COLUMNS[key])} ${sql.raw(comparison)} ${value}`;
}
