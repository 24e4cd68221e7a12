import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type Scope, seesProject } from './scope.ts';
import { lockTeam, recordTeam } from './teams.ts';

export interface TeamProjectRow {
  id: string;
  slug: string;
  name: string;
}

export interface TeamProjectPage {
  limit: number;
  /** The last project of the page before. */
  after?: { name: string; id: string };
}

/** By name, whatever its letter case. Empty where the team is not visible. */
export async function listTeamProjects(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  { limit, after }: TeamProjectPage,
): Promise<TeamProjectRow[]> {
  const beyond = after ? sql`and (lower(project.name), project.id) > (lower(${after.name}), ${after.id})` : sql``;
  const { rows } = await sql<TeamProjectRow>`
    select project.id, project.slug, project.name
    from team join team_project on team_project.team_id = team.id
    join project on project.id = team_project.project_id
    join membership on membership.organization_id = project.organization_id
    where team.id = ${teamId} and team.organization_id = ${organizationId} and project.deleted_at is null
      and ${seesProject(scope)} ${beyond}
    order by lower(project.name), project.id limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Harmless to repeat. Whether there is such a team and such a project in its organisation. */
export async function addTeamProject(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  projectId: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, scope, organizationId, teamId);
    const { rows: projects } = await sql`
      select project.id from project join membership using (organization_id)
      where project.id = ${projectId} and organization_id = ${organizationId} and project.deleted_at is null
        and ${seesProject(scope)}`.execute(trx);
    if (!team || projects.length === 0) return false;
    const added = await trx
      .insertInto('team_project')
      .values({ team_id: teamId, project_id: projectId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows) {
      await recordTeam(trx, scope, 'team.project_added', team, { project_id: projectId });
    }
    return true;
  });
}

/** Whether it was the team's. */
export async function removeTeamProject(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  projectId: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, scope, organizationId, teamId);
    if (!team) return false;
    const { numDeletedRows } = await trx
      .deleteFrom('team_project')
      .where('team_id', '=', teamId)
      .where('project_id', '=', projectId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await recordTeam(trx, scope, 'team.project_removed', team, { project_id: projectId });
    return true;
  });
}
