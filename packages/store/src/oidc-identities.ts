import { newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import { takeFromClaimant } from './accounts.ts';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';
import type { UserRow } from './users.ts';

/** What an OpenID provider says of somebody who signed in there. */
export interface OidcPerson {
  issuer: string;
  /** Never changes and is never given to another, unlike the address. */
  subject: string;
  email: string | undefined;
  /** Whether the provider vouches that the address is theirs. */
  emailVerified: boolean;
  /** Empty where it tells none. */
  name: string;
}

export interface OidcOptions {
  /** In lower case. Addresses of these get an account without an invitation. */
  allowedDomains: string[];
  /** Lets a new account into the organisations that have invited its address; answers them. */
  acceptInvitations?: (trx: Transaction<Tables>, scope: Scope, email: string) => Promise<readonly unknown[]>;
  /** Where the request came from, for the audit log. */
  address?: string;
}

export type OidcSignIn =
  | { kind: 'signed_in'; user: UserRow }
  | { kind: 'email_missing' | 'email_unverified' | 'account_linked' | 'not_allowed' };

const USER = ['id', 'email', 'name', 'created_at'] as const;

/**
 * The account of somebody whom a provider let in: the one linked before, else the one with their verified address,
 * else a new one where they may have it. Of several sign-ins at once, one links.
 */
export async function signInByOidc(database: Database, person: OidcPerson, options: OidcOptions): Promise<OidcSignIn> {
  const signingIn = database.kysely.transaction().execute(async (trx): Promise<OidcSignIn> => {
    const { issuer, subject, email, emailVerified } = person;
    const known = await signInLinked(trx, issuer, subject);
    if (known) return { kind: 'signed_in', user: known };
    if (email === undefined) return { kind: 'email_missing' };
    // Whoever may write any address into their profile there would be let into any account here.
    if (!emailVerified) return { kind: 'email_unverified' };

    await sql`select pg_advisory_xact_lock(hashtextextended(lower(${email}), 0))`.execute(trx);
    const found = await findByEmail(trx, email);
    const user = found ?? (await createAccount(trx, { ...person, email }, options));
    // First, since a claimant who signs in at the provider as well would else keep the address from its owner.
    await takeFromClaimant(trx, user.id);
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('oidc_identity')
      .values({ issuer, subject, user_id: user.id, email })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) {
      // Linked by a sign-in at the same time; or to another subject, to whom the address belonged before.
      const linked = await signInLinked(trx, issuer, subject);
      return linked ? { kind: 'signed_in', user: linked } : { kind: 'account_linked' };
    }
    await recordAct(
      trx,
      { userId: user.id, address: options.address },
      {
        action: 'identity.linked',
        organization_id: null,
        target_type: 'account',
        target_id: user.id,
        target_name: user.email,
        data: { issuer, is_new_account: !found },
      },
    );
    return { kind: 'signed_in', user };
  });
  return signingIn.catch((error: unknown) => {
    if (error instanceof NotAllowedError) return { kind: 'not_allowed' };
    throw error;
  });
}

/**
 * Whether a sign-in that came back does so for the first time; of several at once, for one of them. Remembered until it
 * would have expired anyway.
 */
export async function spendOidcState(database: Database, id: string, expiresAt: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database.kysely
    .insertInto('oidc_spent_state')
    .values({ id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

async function signInLinked(trx: Transaction<Tables>, issuer: string, subject: string): Promise<UserRow | undefined> {
  const identity = await trx
    .updateTable('oidc_identity')
    .set({ last_login_at: sql`now()` })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('user_id')
    .executeTakeFirst();
  if (!identity) return undefined;
  return trx.selectFrom('user_account').select(USER).where('id', '=', identity.user_id).executeTakeFirst();
}

/** Held, so that it keeps the address until it is linked. */
function findByEmail(trx: Transaction<Tables>, email: string): Promise<UserRow | undefined> {
  return trx
    .selectFrom('user_account')
    .select(USER)
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** @throws NotAllowedError, which takes the account back */
async function createAccount(
  trx: Transaction<Tables>,
  { email, name }: OidcPerson & { email: string },
  { allowedDomains, acceptInvitations, address }: OidcOptions,
): Promise<UserRow> {
  // The first account is the owner's, by the set-up link; any other would close it and leave nobody in charge.
  if (!(await trx.selectFrom('user_account').select('id').limit(1).executeTakeFirst())) throw new NotAllowedError();
  const created = await trx
    .insertInto('user_account')
    .values({ id: newUuid(), email, name, password_hash: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning(USER)
    .executeTakeFirst();
  // Made by somebody else meanwhile, without this lock.
  if (!created) return (await findByEmail(trx, email))!;
  const joined = (await acceptInvitations?.(trx, { userId: created.id, address }, email)) ?? [];
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (joined.length === 0 && !allowedDomains.includes(domain)) throw new NotAllowedError();
  return created;
}

class NotAllowedError extends Error {
  override name = 'NotAllowedError';
}
