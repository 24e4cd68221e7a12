import type { IssueColumn, SearchValue } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { matchesAny } from './match-values.ts';
import type { SearchScope } from './search-scope.ts';

/** What stands in a column of the issue, or of its project. */
export function columnCondition(
  key: IssueColumn,
  values: readonly SearchValue[],
  { projectId }: SearchScope,
): RawBuilder<boolean> {
  if (key !== 'project') return matchesAny(sql.ref(`issue.${key}`), values);
  return sql`exists (
    select from project as its_project where its_project.id = ${projectId}
      and ${matchesAny(sql`its_project.slug`, values)}
  )`;
}
