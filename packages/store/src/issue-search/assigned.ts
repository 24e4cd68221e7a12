import type { Assignee } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { withoutNul } from './match-values.ts';
import type { SearchScope } from './search-scope.ts';

/** A team's name as one word: what is no letter and no digit is a dash. Of the row of `team`. */
export const TEAM_SLUG = sql`trim(both '-' from regexp_replace(lower(team.name), '[^[:alnum:]]+', '-', 'g'))`;

/** Whom an issue is assigned to. */
export function assignedCondition(assignees: Assignee[], scope: SearchScope): RawBuilder<boolean> {
  const conditions = assignees.map((assignee) => conditionOf(assignee, scope));
  // An issue of nobody is assigned to none of the others, and not perhaps.
  return sql`coalesce(${sql.join(conditions, sql` or `)}, false)`;
}

function conditionOf(assignee: Assignee, { scope, projectId }: SearchScope): RawBuilder<boolean> {
  switch (assignee.to) {
    case 'me':
      return sql`issue.assignee_id = ${scope.userId}`;
    case 'nobody':
      return sql`(issue.assignee_id is null and issue.assignee_team_id is null)`;
    case 'person':
      return sql`issue.assignee_id = (select id from user_account where lower(email) = lower(${withoutNul(assignee.email)}))`;
    case 'team':
      return sql`issue.assignee_team_id = (
        select team.id from team join project as its_project using (organization_id)
        where its_project.id = ${projectId} and ${TEAM_SLUG} = lower(${withoutNul(assignee.slug)})
        order by team.id limit 1
      )`;
  }
}
