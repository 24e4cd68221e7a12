import { sql, type Transaction } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { findMember, type MemberRow } from './members.ts';
import type { Scope } from './scope.ts';
import type { Role, Tables } from './tables.ts';

/** Only an owner makes owners, changes them or removes them. */
export class OwnersOnlyError extends Error {
  override name = 'OwnersOnlyError';
}

/** The organisation would be left without an owner. */
export class LastOwnerError extends Error {
  override name = 'LastOwnerError';
}

/**
 * Gives a member another role. undefined where there is no such member to see.
 * @throws OwnersOnlyError, LastOwnerError
 */
export async function changeRole(
  database: Database,
  scope: Scope,
  organizationId: string,
  userId: string,
  role: Role,
): Promise<MemberRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const access = await lockOrganization(trx, scope, organizationId);
    const member = access && (await findMember({ kysely: trx }, scope, organizationId, userId));
    if (!member || member.role === role) return member;
    if (access.role !== 'owner' && (role === 'owner' || member.role === 'owner')) throw new OwnersOnlyError();
    if (member.role === 'owner') await requireAnotherOwner(trx, organizationId, userId);
    await trx
      .updateTable('membership')
      .set({ role })
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute();
    await withdrawInvitationsBeyond(trx, organizationId, userId, role);
    await recordMember(trx, scope, 'member.role_changed', organizationId, member, { from: member.role, to: role });
    return { ...member, role };
  });
}

/**
 * Takes a member out of the organisation; whether there was one. Nothing of it is assigned to them any more, and their
 * teams, their API tokens and the invitations they sent end.
 * @throws OwnersOnlyError, LastOwnerError
 */
export async function removeMember(
  database: Database,
  scope: Scope,
  organizationId: string,
  userId: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const access = await lockOrganization(trx, scope, organizationId);
    const member = access && (await findMember({ kysely: trx }, scope, organizationId, userId));
    if (!member) return false;
    if (access.role !== 'owner' && member.role === 'owner') throw new OwnersOnlyError();
    if (member.role === 'owner') await requireAnotherOwner(trx, organizationId, userId);
    const action = userId === scope.userId ? 'member.left' : 'member.removed';
    await recordMember(trx, scope, action, organizationId, member, { role: member.role });
    await endMembership(trx, organizationId, userId);
    return true;
  });
}

/** Within a transaction that has locked the organisation and made sure that an owner is left. */
export async function endMembership(trx: Transaction<Tables>, organizationId: string, userId: string): Promise<void> {
  // In the order that batches take issues in, so that neither waits for the other for ever.
  await sql`
    update issue set assignee_id = null from (
      select issue.id from issue join project on project.id = issue.project_id
      where issue.assignee_id = ${userId} and project.organization_id = ${organizationId}
      order by issue.id for no key update of issue
    ) as theirs where issue.id = theirs.id`.execute(trx);
  await withdrawInvitationsBeyond(trx, organizationId, userId, 'viewer');
  await trx
    .deleteFrom('membership')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();
}

async function requireAnotherOwner(trx: Transaction<Tables>, organizationId: string, userId: string): Promise<void> {
  const another = await trx
    .selectFrom('membership')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'owner')
    .where('user_id', '!=', userId)
    .limit(1)
    .executeTakeFirst();
  if (!another) throw new LastOwnerError();
}

/** Else somebody who is put out could come back by a link they once made for themselves. */
async function withdrawInvitationsBeyond(
  trx: Transaction<Tables>,
  organizationId: string,
  userId: string,
  role: Role,
): Promise<void> {
  if (role === 'owner') return;
  let invitations = trx
    .deleteFrom('invitation')
    .where('organization_id', '=', organizationId)
    .where('invited_by', '=', userId);
  if (role === 'admin') invitations = invitations.where('role', '=', 'owner');
  await invitations.execute();
}

function recordMember(
  trx: Transaction<Tables>,
  scope: Scope,
  action: 'member.role_changed' | 'member.removed' | 'member.left',
  organizationId: string,
  { id, email }: MemberRow,
  data: Record<string, unknown>,
): Promise<void> {
  const target = { target_type: 'member', target_id: id, target_name: email };
  return recordAct(trx, scope, { action, organization_id: organizationId, ...target, data });
}
