import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isMember, type Scope } from './scope.ts';
import { lockTeam, recordTeam } from './teams.ts';

export interface TeamMemberRow {
  id: string;
  email: string;
  name: string;
}

export interface TeamMemberPage {
  limit: number;
  /** The last member of the page before. */
  after?: { email: string; id: string };
}

/** By address. Empty where the team is not visible. */
export async function listTeamMembers(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  { limit, after }: TeamMemberPage,
): Promise<TeamMemberRow[]> {
  const beyond = after ? sql`and (lower(email), user_account.id) > (lower(${after.email}), ${after.id})` : sql``;
  const { rows } = await sql<TeamMemberRow>`
    select user_account.id, email, user_account.name
    from team_member join user_account on user_account.id = team_member.user_id
    join membership on membership.organization_id = team_member.organization_id
    where team_id = ${teamId} and team_member.organization_id = ${organizationId} and ${isMember(scope)} ${beyond}
    order by lower(email), user_account.id limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Harmless to repeat. Whether there is such a team and such a member of its organisation. */
export async function addTeamMember(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  userId: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, scope, organizationId, teamId);
    const member = await trx
      .selectFrom('membership')
      .select('user_id')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (!team || !member) return false;
    const added = await trx
      .insertInto('team_member')
      .values({ organization_id: organizationId, team_id: teamId, user_id: userId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows) await recordTeam(trx, scope, 'team.member_added', team, { user_id: userId });
    return true;
  });
}

/** Whether they were in it. */
export async function removeTeamMember(
  database: Database,
  scope: Scope,
  organizationId: string,
  teamId: string,
  userId: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, scope, organizationId, teamId);
    if (!team) return false;
    const { numDeletedRows } = await trx
      .deleteFrom('team_member')
      .where('team_id', '=', teamId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await recordTeam(trx, scope, 'team.member_removed', team, { user_id: userId });
    return true;
  });
}
