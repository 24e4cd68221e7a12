import type { SearchValue } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { likeParts } from '../like-pattern.ts';

/** Whether a text is one of some values, of which any may have asterisks. */
export function matchesAny(text: RawBuilder<unknown>, values: readonly SearchValue[]): RawBuilder<boolean> {
  const exact = values.filter(({ length }) => length === 1).map(([only]) => withoutNul(only!));
  const patterns = values.filter(({ length }) => length > 1).map(likeParts);
  const conditions = [
    ...(exact.length === 1 ? [sql<boolean>`${text} = ${exact[0]}`] : []),
    ...(exact.length > 1 ? [sql<boolean>`${text} = any(${exact}::text[])`] : []),
    ...patterns.map((pattern) => sql<boolean>`${text} like ${withoutNul(pattern)}`),
  ];
  return conditions.length === 1 ? conditions[0]! : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** PostgreSQL's text has no NUL, so nothing stored has one: a value with one is a value without it. */
export function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '');
}
