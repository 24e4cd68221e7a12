import { jsonbArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { ActivityKind } from '@railguard/protocol/activity';
import { newUuid } from '@railguard/protocol/ids';
import { sql } from 'kysely';
import type { Database, Queryable } from './database.ts';
import { shownAs } from './issue-members.ts';
import { type Scope, seesProject } from './scope.ts';

export interface Activity {
  issue_id: string;
  /** Nobody, where an event or the time did it. */
  actor_id?: string;
  kind: Exclude<ActivityKind, 'created'>;
  /** What is to be said of it; the contract has the fields. */
  data?: Record<string, unknown>;
}

export interface ActivityRow {
  id: string;
  kind: ActivityKind;
  data: Record<string, unknown>;
  actor: { id: string; email: string; name: string } | null;
  created_at: Date;
}

/** Writes into the histories of issues, by way of the transaction that changes them. */
export async function writeActivity(client: Queryable, activities: Activity[]): Promise<void> {
  if (activities.length === 0) return;
  await client.query(INSERT, [
    // In their order, though they are of one millisecond.
    uuidArray(activities.map(() => newUuid()).sort()),
    uuidArray(activities.map(({ issue_id }) => issue_id)),
    uuidArray(activities.map(({ actor_id }) => actor_id)),
    textArray(activities.map(({ kind }) => kind)),
    jsonbArray(activities.map(({ data = {} }) => JSON.stringify(data))),
  ]);
}

/**
 * The history of an issue, newest first; ids grow with time, so they are the order. That it was created is its last
 * entry, with the issue's own id. Empty where the issue is not visible.
 */
export async function listActivity(
  database: Database,
  scope: Scope,
  issueId: string,
  { limit, after }: { limit: number; after?: string },
): Promise<ActivityRow[]> {
  const beyond = after ? sql`and id < ${after}` : sql``;
  const { rows } = await sql<ActivityRow>`
    with seen as (
      select issue.id, issue.created_at from issue
      join project on project.id = issue.project_id
      join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
      where issue.id = ${shownAs(issueId)}
        and project.deleted_at is null
    )
    select activity.id, kind, data, activity.created_at,
           case when actor.id is not null
             then json_build_object('id', actor.id, 'email', actor.email, 'name', actor.name) end as actor
    from (
      (select id, actor_id, kind, data, created_at from issue_activity
       where issue_id = (select id from seen) ${beyond} order by id desc limit ${limit})
      union all
      select id, null, 'created', '{}', created_at from seen where true ${beyond}
    ) as activity
    left join user_account as actor on actor.id = actor_id
    order by activity.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}

const INSERT = `
  insert into issue_activity (id, issue_id, actor_id, kind, data)
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[])`;
