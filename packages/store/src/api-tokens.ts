import { newUuid } from '@railguard/protocol/ids';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { isMember, type Scope, seesProject } from './scope.ts';
import type { Role, Tables, TokenAccess } from './tables.ts';

/** A token as people manage it. */
export interface ApiTokenRow {
  id: string;
  name: string;
  organization_id: string;
  access: TokenAccess;
  /** null: every project of the organisation. */
  project_ids: string[] | null;
  /** Its first characters. */
  prefix: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  /** Whose it is. */
  user: { id: string; email: string; name: string };
}

export interface ApiTokenPage {
  limit: number;
  /** The last token of the page before. */
  after?: { id: string };
}

export interface NewApiToken {
  organization_id: string;
  name: string;
  access: TokenAccess;
  project_ids: string[] | null;
  token_hash: Uint8Array;
  prefix: string;
  expires_at: Date | null;
}

/** What each access amounts to, at most. */
export const ROLE_OF_ACCESS: Record<TokenAccess, Role> = { read: 'viewer', write: 'member', admin: 'admin' };

/** Of one person in one organisation. */
export const MOST_TOKENS = 100;

export class TooManyTokensError extends Error {
  override name = 'TooManyTokensError';
}

/** Names a project that the person does not see in the organisation, by its place in the list. */
export class NoSuchProjectError extends Error {
  override name = 'NoSuchProjectError';
  readonly index: number;

  constructor(index: number) {
    super(`there is no project ${index}`);
    this.index = index;
  }
}

/** The person's own, newest first. */
export async function listOwnTokens(database: Database, scope: Scope, page: ApiTokenPage): Promise<ApiTokenRow[]> {
  return listTokens(database, isOwn(scope), page);
}

/** Everybody's in an organisation, newest first. Empty where it is not visible. */
export async function listOrganizationTokens(
  database: Database,
  scope: Scope,
  organizationId: string,
  page: ApiTokenPage,
): Promise<ApiTokenRow[]> {
  return listTokens(database, isOfOrganization(scope, organizationId), page);
}

/**
 * Writes a token down; what it may do is the caller's to have checked. undefined where the organisation is not visible.
 * @throws NoSuchProjectError, TooManyTokensError
 */
export async function createToken(
  database: Database,
  scope: Scope,
  { token_hash, ...input }: NewApiToken,
): Promise<ApiTokenRow | undefined> {
  const id = newUuid();
  return database.kysely.transaction().execute(async (trx) => {
    if (!(await lockOrganization(trx, scope, input.organization_id))) return undefined;
    await requireRoom(trx, scope, input.organization_id);
    if (input.project_ids) await requireProjects(trx, scope, input.organization_id, input.project_ids);
    await trx
      .insertInto('api_token')
      .values({ ...input, id, user_id: scope.userId, token_hash: Buffer.from(token_hash) })
      .execute();
    const token = (await findToken(trx, isOwn(scope), id))!;
    const { access, project_ids } = token;
    await recordToken(trx, scope, 'token.created', token, { access, project_ids });
    return token;
  });
}

/** Ends one of the person's own; whether there was one. */
export async function revokeOwnToken(database: Database, scope: Scope, id: string): Promise<boolean> {
  return revokeToken(database, scope, isOwn(scope), id);
}

/** Ends anybody's in an organisation; whether there was one. */
export async function revokeOrganizationToken(
  database: Database,
  scope: Scope,
  organizationId: string,
  id: string,
): Promise<boolean> {
  return revokeToken(database, scope, isOfOrganization(scope, organizationId), id);
}

async function revokeToken(database: Database, scope: Scope, isTheirs: RawBuilder<boolean>, id: string) {
  return database.kysely.transaction().execute(async (trx) => {
    const named = await findToken(trx, isTheirs, id);
    if (!named) return false;
    await lockOrganization(trx, scope, named.organization_id);
    const token = await findToken(trx, isTheirs, id);
    if (!token) return false;
    await trx.deleteFrom('api_token').where('id', '=', id).execute();
    await recordToken(trx, scope, 'token.revoked', token, { user_id: token.user.id });
    return true;
  });
}

async function requireRoom(trx: Transaction<Tables>, { userId }: Scope, organizationId: string) {
  const { rows } = await sql`
    select from api_token where user_id = ${userId} and organization_id = ${organizationId} limit ${MOST_TOKENS}`.execute(
    trx,
  );
  if (rows.length === MOST_TOKENS) throw new TooManyTokensError();
}

async function requireProjects(trx: Transaction<Tables>, scope: Scope, organizationId: string, ids: string[]) {
  const { rows } = await sql<{ id: string }>`
    select project.id from project join membership using (organization_id)
    where project.id = any(${ids}::uuid[]) and organization_id = ${organizationId} and project.deleted_at is null
      and ${seesProject(scope)}`.execute(trx);
  const seen = new Set(rows.map((row) => row.id));
  const index = ids.findIndex((id) => !seen.has(id.toLowerCase()));
  if (index >= 0) throw new NoSuchProjectError(index);
}

const isOwn = (scope: Scope) => sql<boolean>`api_token.user_id = ${scope.userId}`;

const isOfOrganization = (scope: Scope, organizationId: string) => sql<boolean>`
  (api_token.organization_id = ${organizationId}
   and exists (select from membership where membership.organization_id = ${organizationId} and ${isMember(scope)}))`;

async function listTokens(database: Database, isTheirs: RawBuilder<boolean>, { limit, after }: ApiTokenPage) {
  const beyond = after ? sql`and api_token.id < ${after.id}` : sql``;
  const { rows } = await sql<ApiTokenRow>`
    ${selectTokens(isTheirs)} ${beyond} order by api_token.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}

async function findToken(trx: Transaction<Tables>, isTheirs: RawBuilder<boolean>, id: string) {
  const { rows } = await sql<ApiTokenRow>`${selectTokens(isTheirs)} and api_token.id = ${id}`.execute(trx);
  return rows[0];
}

const selectTokens = (isTheirs: RawBuilder<boolean>) => sql`
  select api_token.id, api_token.name, organization_id, access, project_ids, prefix, api_token.created_at, expires_at,
         last_used_at,
         jsonb_build_object('id', user_account.id, 'email', email, 'name', user_account.name) as "user"
  from api_token join user_account on user_account.id = api_token.user_id where ${isTheirs}`;

function recordToken(
  trx: Transaction<Tables>,
  scope: Scope,
  action: 'token.created' | 'token.revoked',
  { id, organization_id, name }: ApiTokenRow,
  data: Record<string, unknown>,
): Promise<void> {
  return recordAct(trx, scope, {
    action,
    organization_id,
    target_type: 'token',
    target_id: id,
    target_name: name,
    data,
  });
}
