import { sql } from 'kysely';
import { hasTotp } from './accounts.ts';
import type { Database } from './database.ts';
import { isMember, type Scope } from './scope.ts';
import type { Role } from './tables.ts';

export interface MemberRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  joined_at: Date;
  /** The last sign-in; null before the first. */
  last_active_at: Date | null;
  totp_enabled: boolean;
  teams: { id: string; name: string }[];
}

export interface MemberPage {
  limit: number;
  /** The last member of the page before. */
  after?: { email: string; id: string };
}

/** People of an organisation, by address. Empty where it is not visible. */
export async function listMembers(
  database: Database,
  scope: Scope,
  organizationId: string,
  { limit, after }: MemberPage,
): Promise<MemberRow[]> {
  const beyond = after ? sql`and (lower(email), user_account.id) > (lower(${after.email}), ${after.id})` : sql``;
  const { rows } = await sql<MemberRow>`
    ${selectMembers(scope, organizationId)} ${beyond}
    order by lower(email), user_account.id limit ${limit}`.execute(database.kysely);
  return rows;
}

/** undefined where there is none, or the organisation is not visible. */
export async function findMember(
  database: Pick<Database, 'kysely'>,
  scope: Scope,
  organizationId: string,
  userId: string,
): Promise<MemberRow | undefined> {
  const { rows } = await sql<MemberRow>`
    ${selectMembers(scope, organizationId)} and user_account.id = ${userId}`.execute(database.kysely);
  return rows[0];
}

const selectMembers = (scope: Scope, organizationId: string) => sql`
  select user_account.id, email, user_account.name, member.role, member.created_at as joined_at,
         last_login_at as last_active_at, ${hasTotp} as totp_enabled, coalesce(in_teams.teams, '[]') as teams
  from membership as member join user_account on user_account.id = member.user_id
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', team.id, 'name', team.name) order by lower(team.name)) as teams
    from team_member join team on team.id = team_member.team_id
    where team_member.user_id = member.user_id and team_member.organization_id = member.organization_id
  ) as in_teams on true
  where member.organization_id = ${organizationId}
    and exists (select from membership where membership.organization_id = ${organizationId} and ${isMember(scope)})`;
