import type { Assignee } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { withoutNul } from './match-values.ts';
import type { SearchScope } from './search-scope.ts';

/** Whom an issue is assigned to; undefined where that cannot be told. */
export function assignedCondition(assignees: Assignee[], scope: SearchScope): RawBuilder<boolean> | undefined {
  const conditions = assignees.map((assignee) => conditionOf(assignee, scope));
  if (conditions.includes(undefined)) return undefined;
  // An issue of nobody is assigned to none of the others, and not perhaps.
  return sql`coalesce(${sql.join(conditions, sql` or `)}, false)`;
}

function conditionOf(assignee: Assignee, { scope }: SearchScope): RawBuilder<boolean> | undefined {
  switch (assignee.to) {
    case 'me':
      return sql`issue.assignee_id = ${scope.userId}`;
    case 'nobody':
      return sql`issue.assignee_id is null`;
    case 'person':
      return sql`issue.assignee_id = (select id from user_account where lower(email) = lower(${withoutNul(assignee.email)}))`;
    case 'team':
      return undefined;
  }
}
