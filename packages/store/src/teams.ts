import { newUuid } from '@railguard/protocol/ids';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { isMember, type Scope, seesProject } from './scope.ts';
import type { Tables } from './tables.ts';

export interface TeamRow {
  id: string;
  organization_id: string;
  name: string;
  created_at: Date;
  member_count: number;
  project_count: number;
}

export interface TeamPage {
  limit: number;
  /** The last team of the page before. */
  after?: { name: string; id: string };
}

/** The organisation has a team of that name. */
export class TeamNameTakenError extends Error {
  override name = 'TeamNameTakenError';
}

/** By name, whatever its letter case. Empty where the organisation is not visible. */
export async function listTeams(
  database: Database,
  scope: Scope,
  organizationId: string,
  { limit, after }: TeamPage,
): Promise<TeamRow[]> {
  const beyond = after ? sql`and (lower(team.name), team.id) > (lower(${after.name}), ${after.id})` : sql``;
  const { rows } = await sql<TeamRow>`
    ${selectTeams(scope, organizationId)} ${beyond} order by lower(team.name), team.id limit ${limit}`.execute(
    database.kysely,
  );
  return rows;
}

/** undefined where there is none, or it is not visible. */
export async function getTeam(
  database: Pick<Database, 'kysely'>,
  scope: Scope,
  organizationId: string,
  teamId: string,
): Promise<TeamRow | undefined> {
  const { rows } = await sql<TeamRow>`
    ${selectTeams(scope, organizationId)} and team.id = ${teamId}`.execute(database.kysely);
  return rows[0];
}

/** The same, and until the transaction ends nobody else changes the team or who could be in it. */
export async function lockTeam(
  trx: Transaction<Tables>,
  scope: Scope,
  organizationId: string,
  teamId: string,
): Promise<TeamRow | undefined> {
  await lockOrganization(trx, scope, organizationId);
  return getTeam({ kysely: trx }, scope, organizationId, teamId);
}

/** undefined where the organisation is not visible. @throws TeamNameTakenError */
export async function createTeam(
  database: Database,
  scope: Scope,
  organizationId: string,
  name: string,
): Promise<TeamRow | undefined> {
  const id = newUuid();
  return inTransaction(database, async (trx) => {
    if (!(await lockOrganization(trx, scope, organizationId))) return undefined;
    await trx.insertInto('team').values({ id, organization_id: organizationId, name }).execute();
    const team = await getTeam({ kysely: trx }, scope, organizationId, id);
    if (team) await recordTeam(trx, scope, 'team.created', team);
    return team;
  });
}

/** undefined where it is not visible. @throws TeamNameTakenError */
export async function updateTeam(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  changes: { name: string },
): Promise<TeamRow | undefined> {
  return inTransaction(database, async (trx) => {
    const team = await lockTeam(trx, scope, organizationId, teamId);
    if (!team) return undefined;
    await trx.updateTable('team').set(changes).where('id', '=', teamId).execute();
    await recordTeam(trx, scope, 'team.updated', { ...team, ...changes }, changes);
    return { ...team, ...changes };
  });
}

/** Whether there was such a team. */
export async function deleteTeam(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
): Promise<boolean> {
  return inTransaction(database, async (trx) => {
    // Issues before the team, and in the order that batches take them in, so that nobody waits in a circle.
    await sql`
      update issue set assignee_team_id = null from (
        select issue.id from issue
        join project on project.id = issue.project_id
        join membership on membership.organization_id = project.organization_id and ${isMember(scope)}
        where issue.assignee_team_id = ${teamId} and project.organization_id = ${organizationId}
        order by issue.id for no key update of issue
      ) as theirs where issue.id = theirs.id`.execute(trx);
    const team = await lockTeam(trx, scope, organizationId, teamId);
    if (!team) return false;
    await trx.deleteFrom('team').where('id', '=', teamId).execute();
    await recordTeam(trx, scope, 'team.deleted', team);
    return true;
  });
}

type TeamAction =
  | 'team.created'
  | 'team.updated'
  | 'team.deleted'
  | 'team.member_added'
  | 'team.member_removed'
  | 'team.project_added'
  | 'team.project_removed';

export function recordTeam(
  trx: Transaction<Tables>,
  scope: Scope,
  action: TeamAction,
  { id, organization_id, name }: TeamRow,
  data: Record<string, unknown> = {},
): Promise<void> {
  return recordAct(trx, scope, {
    action,
    organization_id,
    target_type: 'team',
    target_id: id,
    target_name: name,
    data,
  });
}

async function inTransaction<T>(database: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  try {
    return await database.kysely.transaction().execute(work);
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'team_name_key') throw error;
    throw new TeamNameTakenError('the organisation has a team of that name', { cause: error });
  }
}

const selectTeams = (scope: Scope, organizationId: string) => sql`
  select team.id, team.organization_id, team.name, team.created_at,
         (select count(*) from team_member where team_member.team_id = team.id) as member_count,
         (${countProjects(scope)}) as project_count
  from team join membership on membership.organization_id = team.organization_id
  where team.organization_id = ${organizationId} and ${isMember(scope)}`;

/** Those that the reader sees; the ones that were deleted are gone for everybody. */
function countProjects(scope: Scope): RawBuilder<number> {
  return sql`
    select count(*) from team_project join project on project.id = team_project.project_id
    where team_project.team_id = team.id and project.deleted_at is null and ${seesProject(scope)}`;
}
