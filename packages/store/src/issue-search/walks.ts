import { type RawBuilder, sql } from 'kysely';
import type { IssuePage } from '../issue-list.ts';
import type { IssueStatus } from '../tables.ts';

const WHOLE_ROW: RawBuilder<unknown> = sql`issue.*`;

/**
 * A walk along the index of a sort, which begins with project and status, for as many issues as a page has. Several
 * projects and statuses are as many short walks, merged: one over all of them would have to read every issue.
 */
export function projectWalk(
  projectId: RawBuilder<unknown>,
  status: RawBuilder<unknown>,
  conditions: RawBuilder<boolean>[],
  { sort, limit, after }: IssuePage,
  columns = WHOLE_ROW,
): RawBuilder<unknown> {
  const sortedBy = sql.ref(`issue.${sort}`);
  const all = [
    sql`issue.project_id = ${projectId}`,
    sql`issue.status = ${status}`,
    sql`issue.event_count > 0`,
    sql`issue.merged_into_id is null`,
    ...conditions,
    ...(after ? [sql`(${sortedBy}, issue.id) < (${after.value}, ${after.id})`] : []),
  ];
  return sql`(select ${columns} from issue where ${sql.join(all, sql` and `)}
    order by ${sortedBy} desc, issue.id desc limit ${limit})`;
}

/**
 * One walk for each project and status, in one statement whose plan does not grow with the projects.
 * `conditions` speak of the row of `project` as `project`.
 */
export function walkProjects(
  projects: RawBuilder<unknown>,
  statuses: IssueStatus[],
  conditions: RawBuilder<boolean>[],
  page: IssuePage,
  columns = WHOLE_ROW,
): RawBuilder<unknown> {
  return sql`select walked.* from (${projects}) as project
    cross join unnest(${statuses}::text[]) as walk (status)
    cross join lateral ${projectWalk(sql`project.id`, sql`walk.status`, conditions, page, columns)} as walked`;
}
