import { newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import { roleThroughToken } from './access.ts';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { SlugTakenError } from './projects.ts';
import { isMember, type Scope } from './scope.ts';
import { slugCandidates, slugify } from './slug.ts';
import type { Role, Tables } from './tables.ts';

export interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  created_at: Date;
  /** What the reader may do here. */
  role: Role;
}

export interface OrganizationPage {
  limit: number;
  /** The last organisation of the page before. */
  after?: { name: string; id: string };
}

const COLUMNS = ['organization.id', 'organization.slug', 'organization.name', 'organization.created_at'] as const;

/** The reader's, by name, whatever its letter case. */
export async function listOrganizations(
  database: Database,
  scope: Scope,
  { limit, after }: OrganizationPage,
): Promise<OrganizationRow[]> {
  let query = visibleOrganizations(database, scope);
  if (after) {
    query = query.where(
      sql<boolean>`(lower(organization.name), organization.id) > (lower(${after.name}), ${after.id})`,
    );
  }
  const rows = await query.orderBy(sql`lower(organization.name)`).orderBy('organization.id').limit(limit).execute();
  return rows.map((row) => ({ ...row, role: roleThroughToken(row.role, scope) }));
}

/** undefined where there is none, or it is not visible. */
export async function getOrganization(
  database: Pick<Database, 'kysely'>,
  scope: Scope,
  id: string,
): Promise<OrganizationRow | undefined> {
  const row = await visibleOrganizations(database, scope).where('organization.id', '=', id).executeTakeFirst();
  return row && { ...row, role: roleThroughToken(row.role, scope) };
}

/**
 * Creates an organisation that the person owns; whether they may is the caller's to know. Without a slug, one is made
 * from the name, and made unique by a number where it is taken.
 * @throws SlugTakenError where the slug was given and is taken
 */
export async function createOrganization(
  database: Database,
  scope: Scope,
  input: { name: string; slug?: string },
): Promise<OrganizationRow> {
  return database.kysely.transaction().execute((trx) => createOwnedOrganization(trx, scope, input));
}

/** Within a transaction of the caller, who has made sure that they may. */
export async function createOwnedOrganization(
  trx: Transaction<Tables>,
  scope: Scope,
  input: { name: string; slug?: string },
): Promise<OrganizationRow> {
  const organization = await insertOrganization(trx, input);
  await trx
    .insertInto('membership')
    .values({ organization_id: organization.id, user_id: scope.userId, role: 'owner' })
    .execute();
  await recordOrganization(trx, scope, 'organization.created', organization, {});
  return { ...organization, role: 'owner' };
}

async function insertOrganization(trx: Transaction<Tables>, { name, slug: given }: { name: string; slug?: string }) {
  const slugs = given === undefined ? slugCandidates(slugify(name, 'organization')) : [given];
  for (const slug of slugs) {
    const organization = await trx
      .insertInto('organization')
      .values({ id: newUuid(), slug, name })
      .onConflict((conflict) => conflict.column('slug').where('deleted_at', 'is', null).doNothing())
      .returning(COLUMNS)
      .executeTakeFirst();
    if (organization) return organization;
  }
  throw new SlugTakenError(`the slug ${given} is taken`);
}

/** undefined where it is not visible. @throws SlugTakenError */
export async function updateOrganization(
  database: Database,
  scope: Scope,
  id: string,
  changes: { name?: string; slug?: string },
): Promise<OrganizationRow | undefined> {
  try {
    return await database.kysely.transaction().execute(async (trx) => {
      await lockOrganization(trx, scope, id);
      const before = await getOrganization({ kysely: trx }, scope, id);
      if (!before) return undefined;
      await trx.updateTable('organization').set(changes).where('id', '=', id).execute();
      const after = { ...before, ...changes };
      await recordOrganization(trx, scope, 'organization.updated', after, { ...changes });
      return after;
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'organization_slug_key') {
      throw new SlugTakenError(`the slug ${changes.slug} is taken`, { cause: error });
    }
    throw error;
  }
}

function recordOrganization(
  trx: Transaction<Tables>,
  scope: Scope,
  action: 'organization.created' | 'organization.updated',
  { id, name }: { id: string; name: string },
  data: Record<string, unknown>,
): Promise<void> {
  const target = { target_type: 'organization', target_id: id, target_name: name };
  return recordAct(trx, scope, { action, organization_id: id, ...target, data });
}

function visibleOrganizations({ kysely }: Pick<Database, 'kysely'>, scope: Scope) {
  return kysely
    .selectFrom('organization')
    .innerJoin('membership', 'membership.organization_id', 'organization.id')
    .where(isMember(scope))
    .where('organization.deleted_at', 'is', null)
    .select([...COLUMNS, 'membership.role']);
}
