import { newUuid } from '@railguard/protocol/ids';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { Role, Tables } from './tables.ts';
import type { UserRow } from './users.ts';

/** What whoever holds the link is told. */
export interface OpenInvitation {
  organization_name: string;
  email: string;
  role: Role;
  /** Whether an account has this address already; for deciding what to ask, never to be answered to a stranger. */
  has_account: boolean;
  expires_at: Date;
}

export interface Joined {
  organization: { id: string; slug: string; name: string; role: Role };
}

/** An account has the address: its person signs in first. */
export class AccountExistsError extends Error {
  override name = 'AccountExistsError';
}

/** undefined where the token was never given out, or its invitation was accepted, withdrawn or has expired. */
export async function findOpenInvitation(
  database: Database,
  tokenHash: Uint8Array,
): Promise<OpenInvitation | undefined> {
  const { rows } = await sql<OpenInvitation>`
    select organization.name as organization_name, invitation.email, invitation.role, invitation.expires_at,
           exists (select from user_account where lower(user_account.email) = lower(invitation.email)) as has_account
    from invitation join organization on organization.id = invitation.organization_id
    where ${isLink(tokenHash)} and expires_at > now()`.execute(database.kysely);
  return rows[0];
}

/**
 * Lets a person in by a link, whatever the address it was sent to; it is good once. Somebody who is in already keeps
 * their role. undefined where the link is no good.
 */
export async function acceptInvitation(
  database: Database,
  scope: Scope,
  tokenHash: Uint8Array,
): Promise<Joined | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const invitation = await takeInvitation(trx, tokenHash);
    return invitation && join(trx, scope, invitation);
  });
}

/**
 * Creates the account that a link was sent for and lets it in. undefined where the link is no good. By a link that was
 * handed over the address is a claim: whoever invited has seen it too, and may be the one who uses it.
 * @throws AccountExistsError where an account has the address; the link stays good
 */
export async function acceptAsNewcomer(
  database: Database,
  tokenHash: Uint8Array,
  { name, password_hash, address }: { name: string; password_hash: string; address?: string },
): Promise<(Joined & { user: UserRow }) | undefined> {
  try {
    return await database.kysely.transaction().execute(async (trx) => {
      const invitation = await takeInvitation(trx, tokenHash);
      if (!invitation) return undefined;
      const user = await trx
        .insertInto('user_account')
        .values({
          id: newUuid(),
          email: invitation.email,
          name,
          password_hash,
          email_claimed_at: invitation.is_mailed ? null : sql`now()`,
        })
        .returning(['id', 'email', 'name', 'created_at'])
        .executeTakeFirstOrThrow();
      return { user, ...(await join(trx, { userId: user.id, address }, invitation)) };
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'user_account_email_key') throw error;
    throw new AccountExistsError('an account has the address', { cause: error });
  }
}

/**
 * Lets a person into every organisation that has invited their address, for those who proved to somebody else that it
 * is theirs. Answers the organisations.
 */
export async function acceptInvitationsFor(
  trx: Transaction<Tables>,
  scope: Scope,
  email: string,
): Promise<Joined['organization'][]> {
  const { rows } = await sql<Invitation>`
    select ${COLUMNS} from invitation join organization on organization.id = invitation.organization_id
    where lower(invitation.email) = lower(${email}) and expires_at > now()
    order by organization.id for share of organization`.execute(trx);
  const joined: Joined['organization'][] = [];
  for (const invitation of rows) {
    if (await take(trx, invitation)) joined.push((await join(trx, scope, invitation)).organization);
  }
  return joined;
}

interface Invitation {
  id: string;
  email: string;
  role: Role;
  token_hash: Buffer;
  organization_id: string;
  slug: string;
  name: string;
}

const COLUMNS = sql`
  invitation.id, invitation.email, invitation.role, invitation.token_hash, organization.id as organization_id, organization.slug,
  organization.name`;

/** Either of its links. */
function isLink(tokenHash: Uint8Array): RawBuilder<boolean> {
  const hash = Buffer.from(tokenHash);
  return sql`(token_hash = ${hash} or mailed_token_hash = ${hash})`;
}

/** The organisation is held first, as by whoever deletes one, so that neither waits for the other for ever. */
async function takeInvitation(
  trx: Transaction<Tables>,
  tokenHash: Uint8Array,
): Promise<(Invitation & { is_mailed: boolean }) | undefined> {
  const { rows } = await sql<Invitation & { is_mailed: boolean }>`
    select ${COLUMNS}, mailed_token_hash is not distinct from ${Buffer.from(tokenHash)} as is_mailed
    from invitation join organization on organization.id = invitation.organization_id
    where ${isLink(tokenHash)} and expires_at > now()
    for share of organization`.execute(trx);
  const invitation = rows[0];
  return invitation && (await take(trx, invitation)) ? invitation : undefined;
}

/** Whether it is still there, by the same links: of several who come at once one gets it, and the others wait for that. */
async function take(trx: Transaction<Tables>, { id, token_hash }: Invitation): Promise<boolean> {
  const row = await trx
    .selectFrom('invitation')
    .select('id')
    .where('id', '=', id)
    .where('token_hash', '=', token_hash)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

async function join(trx: Transaction<Tables>, scope: Scope, invitation: Invitation): Promise<Joined> {
  const { id, role, email, organization_id, slug, name } = invitation;
  const { rows: members } = await sql<{ role: Role; is_new: boolean }>`
    insert into membership (organization_id, user_id, role) values (${organization_id}, ${scope.userId}, ${role})
    on conflict (user_id, organization_id) do update set role = membership.role
    returning role, xmax = 0 as is_new`.execute(trx);
  await sql`
    insert into team_member (organization_id, team_id, user_id)
    select ${organization_id}::uuid, team_id, ${scope.userId}::uuid from invitation_team where invitation_id = ${id}
    on conflict do nothing`.execute(trx);
  await trx.deleteFrom('invitation').where('id', '=', id).execute();
  const member = members[0]!;
  if (member.is_new) {
    const target = { target_type: 'member', target_id: scope.userId, target_name: email };
    await recordAct(trx, scope, { action: 'member.joined', organization_id, ...target, data: { role } });
  }
  return { organization: { id: organization_id, slug, name, role: member.role } };
}
