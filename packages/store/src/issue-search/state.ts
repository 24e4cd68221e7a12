import type { IssueState } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';

/** So long an issue is new. */
export const NEW_DAYS = 7;

const CONDITIONS: Record<IssueState, RawBuilder<boolean>> = {
  unresolved: sql`issue.status = 'unresolved'`,
  resolved: sql`issue.status = 'resolved'`,
  ignored: sql`issue.status = 'ignored'`,
  regressed: sql`(issue.status = 'unresolved' and issue.regressed_at is not null)`,
  new: sql`issue.first_seen > now() - interval '${sql.raw(String(NEW_DAYS))} days'`,
  unhandled: sql`not issue.handled`,
  assigned: sql`(issue.assignee_id is not null or issue.assignee_team_id is not null)`,
  unassigned: sql`(issue.assignee_id is null and issue.assignee_team_id is null)`,
};

export function stateCondition(states: IssueState[]): RawBuilder<boolean> {
  return sql`(${sql.join(
    states.map((state) => CONDITIONS[state]),
    sql` or `,
  )})`;
}
