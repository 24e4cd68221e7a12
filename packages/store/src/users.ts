import { newUuid } from '@railguard/protocol/ids';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { createOwnedOrganization } from './organizations.ts';
import type { ProjectKeyRow } from './project-keys.ts';
import { createProjectWithKey, type ProjectRow } from './projects.ts';
import type { Role } from './tables.ts';

export interface UserRow {
  id: string;
  email: string;
  name: string;
  created_at: Date;
}

export interface MembershipRow {
  organization_id: string;
  slug: string;
  name: string;
  role: Role;
}

export interface NewOwner {
  email: string;
  password_hash: string;
  name?: string;
  organization_name: string;
  project_name: string;
}

export interface CreatedOwner {
  user: UserRow;
  project: ProjectRow;
  key: ProjectKeyRow;
}

const COLUMNS = ['id', 'email', 'name', 'created_at'] as const;
/** More organisations than a person is ever in. */
const MAX_MEMBERSHIPS = 1_000;

/**
 * Creates the owner account, its organisation and a first project with a key, all or nothing and once for an
 * installation: undefined where an account exists already, however many callers try at once.
 */
export async function createOwner(
  database: Database,
  { email, password_hash, name, organization_name, project_name }: NewOwner,
): Promise<CreatedOwner | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('railguard.owner'))`.execute(trx);
    if (await trx.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) return undefined;
    const user = await trx
      .insertInto('user_account')
      .values({ id: newUuid(), email, name, password_hash, is_instance_admin: true })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    const scope = { userId: user.id };
    const organization = await createOwnedOrganization(trx, scope, { name: organization_name });
    const input = { organization_id: organization.id, name: project_name };
    const first = await createProjectWithKey(trx, scope, input, organization.role);
    return { user, ...first };
  });
}

/** Whether any account exists. */
export async function hasUsers(database: Database): Promise<boolean> {
  return (await database.kysely.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** A person, and the organisations they are in by name. */
export async function findUser(
  database: Database,
  id: string,
): Promise<(UserRow & { memberships: MembershipRow[] }) | undefined> {
  const user = await database.kysely.selectFrom('user_account').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (!user) return undefined;
  const memberships = await database.kysely
    .selectFrom('membership')
    .innerJoin('organization', 'organization.id', 'membership.organization_id')
    .select(['organization_id', 'slug', 'name', 'role'])
    .where('user_id', '=', id)
    .orderBy('name')
    .limit(MAX_MEMBERSHIPS)
    .execute();
  return { ...user, memberships };
}
