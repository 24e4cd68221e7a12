import { type RawBuilder, sql } from 'kysely';

/** What `IssueRow` reads; the query names its tables `issue`, `project` and `assignee`. */
export const ISSUE_COLUMNS: RawBuilder<unknown> = sql`
  issue.id, upper(project.slug) || '-' || issue.number as short_id, issue.project_id, issue.title, issue.culprit,
  issue.type, issue.level, issue.platform, issue.handled, issue.status, issue.first_seen, issue.last_seen,
  issue.event_count, issue.user_count, issue.user_hash_ceiling is not null as user_count_estimated,
  issue.regressed_at, issue.resolution, issue.ignored_until, issue.ignore_limit, issue.grouping_hash, issue.grouping_algorithm,
  case when assignee.id is not null
    then json_build_object('id', assignee.id, 'email', assignee.email, 'name', assignee.name) end as assignee,
  (select json_build_object('id', team.id, 'name', team.name) from team where team.id = issue.assignee_team_id)
    as assignee_team`;
