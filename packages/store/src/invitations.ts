import { newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import { recordAct } from './audit-log.ts';
import { OwnersOnlyError } from './change-membership.ts';
import type { Database } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { type OutgoingMail, queueMail } from './mails.ts';
import { isMember, type Scope } from './scope.ts';
import type { Role, Tables } from './tables.ts';

export interface InvitationRow {
  id: string;
  organization_id: string;
  organization_name: string;
  email: string;
  role: Role;
  teams: { id: string; name: string }[];
  /** null where that account is gone. */
  invited_by: { id: string; email: string; name: string } | null;
  created_at: Date;
  expires_at: Date;
  is_expired: boolean;
}

export interface InvitationPage {
  limit: number;
  /** The last invitation of the page before. */
  after?: { id: string };
}

/** What the two links are known by; their tokens never reach the database. */
export interface InvitationLink {
  /** Of the one to hand over, which whoever invites sees. */
  token_hash: Uint8Array;
  /** Of the one that is mailed, which nobody sees but whose the address is. */
  mailed_token_hash: Uint8Array;
  expires_at: Date;
}

/** Makes the mail of an invitation that was just written. */
export type WriteMail = (invitation: InvitationRow) => OutgoingMail;

/** The address belongs to a member, or has an invitation that is still good. */
export class AlreadyInvitedError extends Error {
  override name = 'AlreadyInvitedError';
  readonly isMember: boolean;

  constructor(isMember: boolean) {
    super(isMember ? 'they are a member' : 'they are invited');
    this.isMember = isMember;
  }
}

/** So many are open already; each was a mail to somebody who may not want it. */
export const MOST_INVITATIONS = 1_000;

export class TooManyInvitationsError extends Error {
  override name = 'TooManyInvitationsError';
}

/** Names a team that is not of the organisation, by its place in the list. */
export class NoSuchTeamError extends Error {
  override name = 'NoSuchTeamError';
  readonly index: number;

  constructor(index: number) {
    super(`there is no team ${index}`);
    this.index = index;
  }
}

/** Newest first; those that have expired as well, until they are renewed or withdrawn. */
export async function listInvitations(
  database: Database,
  scope: Scope,
  organizationId: string,
  { limit, after }: InvitationPage,
): Promise<InvitationRow[]> {
  const beyond = after ? sql`and invitation.id < ${after.id}` : sql``;
  const { rows } = await sql<InvitationRow>`
    ${selectInvitations(scope, organizationId)} ${beyond} order by invitation.id desc limit ${limit}`.execute(
    database.kysely,
  );
  return rows;
}

/**
 * Invites an address and queues the mail that says so. One that has expired is replaced. undefined where the
 * organisation is not visible.
 * @throws OwnersOnlyError, AlreadyInvitedError, TooManyInvitationsError, NoSuchTeamError
 */
export async function createInvitation(
  database: Database,
  scope: Scope,
  organizationId: string,
  input: { email: string; role: Role; team_ids: string[] } & InvitationLink,
  writeMail: WriteMail,
): Promise<InvitationRow | undefined> {
  const { email, role, team_ids, token_hash, mailed_token_hash, expires_at } = input;
  const id = newUuid();
  return database.kysely.transaction().execute(async (trx) => {
    // One at a time: of two who invite the same address, one is told of the other's invitation.
    const access = await lockOrganization(trx, scope, organizationId);
    if (!access) return undefined;
    if (role === 'owner' && access.role !== 'owner') throw new OwnersOnlyError();
    await requireNewcomer(trx, organizationId, email);
    await trx
      .insertInto('invitation')
      .values({
        id,
        organization_id: organizationId,
        email,
        role,
        invited_by: scope.userId,
        token_hash: Buffer.from(token_hash),
        mailed_token_hash: Buffer.from(mailed_token_hash),
        expires_at,
      })
      .execute();
    await addTeams(trx, organizationId, id, team_ids);
    return announce(trx, scope, organizationId, id, 'invitation.created', writeMail);
  });
}

/**
 * Gives an invitation new links, which ends the old ones, and queues the mail again. undefined where there is none.
 * @throws OwnersOnlyError
 */
export async function renewInvitation(
  database: Database,
  scope: Scope,
  organizationId: string,
  id: string,
  link: InvitationLink,
  writeMail: WriteMail,
): Promise<InvitationRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const access = await lockOrganization(trx, scope, organizationId);
    if (!access) return undefined;
    const renewed = await trx
      .updateTable('invitation')
      .set({
        token_hash: Buffer.from(link.token_hash),
        mailed_token_hash: Buffer.from(link.mailed_token_hash),
        expires_at: link.expires_at,
        invited_by: scope.userId,
      })
      .where('id', '=', id)
      .where('organization_id', '=', organizationId)
      .returning('role')
      .executeTakeFirst();
    if (!renewed) return undefined;
    if (renewed.role === 'owner' && access.role !== 'owner') throw new OwnersOnlyError();
    return announce(trx, scope, organizationId, id, 'invitation.resent', writeMail);
  });
}

/** Whether there was such an invitation. */
export async function withdrawInvitation(
  database: Database,
  scope: Scope,
  organizationId: string,
  id: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    await lockOrganization(trx, scope, organizationId);
    const invitation = await findInvitation(trx, scope, organizationId, id);
    if (!invitation) return false;
    await trx.deleteFrom('invitation').where('id', '=', id).execute();
    await recordInvitation(trx, scope, 'invitation.withdrawn', invitation);
    return true;
  });
}

async function announce(
  trx: Transaction<Tables>,
  scope: Scope,
  organizationId: string,
  id: string,
  action: 'invitation.created' | 'invitation.resent',
  writeMail: WriteMail,
): Promise<InvitationRow | undefined> {
  const invitation = await findInvitation(trx, scope, organizationId, id);
  if (!invitation) return undefined;
  await queueMail(trx, writeMail(invitation));
  await recordInvitation(trx, scope, action, invitation);
  return invitation;
}

async function requireNewcomer(trx: Transaction<Tables>, organizationId: string, email: string): Promise<void> {
  const { rows: members } = await sql`
    select from membership join user_account on user_account.id = membership.user_id
    where membership.organization_id = ${organizationId} and lower(email) = lower(${email})`.execute(trx);
  if (members.length > 0) throw new AlreadyInvitedError(true);
  await sql`
    delete from invitation
    where organization_id = ${organizationId} and lower(email) = lower(${email}) and expires_at <= now()`.execute(trx);
  const { rows: invited } = await sql`
    select from invitation where organization_id = ${organizationId} and lower(email) = lower(${email})`.execute(trx);
  if (invited.length > 0) throw new AlreadyInvitedError(false);
  const { rows: open } = await sql`
    select from invitation where organization_id = ${organizationId} limit ${MOST_INVITATIONS}`.execute(trx);
  if (open.length === MOST_INVITATIONS) throw new TooManyInvitationsError();
}

async function addTeams(trx: Transaction<Tables>, organizationId: string, id: string, teamIds: string[]) {
  const { rows } = await sql<{ team_id: string }>`
    insert into invitation_team (invitation_id, team_id)
    select ${id}::uuid, team.id from team
    where team.id = any(${teamIds}::uuid[]) and team.organization_id = ${organizationId}
    returning team_id`.execute(trx);
  const added = new Set(rows.map((row) => row.team_id));
  const index = teamIds.findIndex((teamId) => !added.has(teamId.toLowerCase()));
  if (index >= 0) throw new NoSuchTeamError(index);
}

async function findInvitation(trx: Transaction<Tables>, scope: Scope, organizationId: string, id: string) {
  const { rows } = await sql<InvitationRow>`
    ${selectInvitations(scope, organizationId)} and invitation.id = ${id}`.execute(trx);
  return rows[0];
}

const selectInvitations = (scope: Scope, organizationId: string) => sql`
  select invitation.id, invitation.organization_id, organization.name as organization_name, invitation.email,
         invitation.role, coalesce(into_teams.teams, '[]') as teams,
         case when inviter.id is not null
           then jsonb_build_object('id', inviter.id, 'email', inviter.email, 'name', inviter.name) end as invited_by,
         invitation.created_at, invitation.expires_at, invitation.expires_at <= now() as is_expired
  from invitation join organization on organization.id = invitation.organization_id
  join membership on membership.organization_id = invitation.organization_id
  left join user_account inviter on inviter.id = invitation.invited_by
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', team.id, 'name', team.name) order by lower(team.name)) as teams
    from invitation_team join team on team.id = invitation_team.team_id
    where invitation_team.invitation_id = invitation.id
  ) as into_teams on true
  where invitation.organization_id = ${organizationId} and ${isMember(scope)}`;

function recordInvitation(
  trx: Transaction<Tables>,
  scope: Scope,
  action: 'invitation.created' | 'invitation.resent' | 'invitation.withdrawn',
  { id, organization_id, email, role }: InvitationRow,
): Promise<void> {
  const target = { target_type: 'invitation', target_id: id, target_name: email };
  return recordAct(trx, scope, { action, organization_id, ...target, data: { role } });
}
