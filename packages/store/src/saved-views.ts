import { newUuid } from '@railguard/protocol/ids';
import { MOST_SAVED_VIEWS } from '@railguard/protocol/saved-view';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import type { IssueSort } from './issue-list.ts';
import { isMember, type Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export interface SavedViewRow {
  id: string;
  name: string;
  query: string;
  sort: IssueSort;
  is_shared: boolean;
  is_default: boolean;
  is_maker: boolean;
  created_at: Date;
}

export interface ViewEdit {
  name?: string;
  query?: string;
  sort?: IssueSort;
  position?: number;
}

/** More of them than a page could show. */
export class TooManyViewsError extends Error {
  override name = 'TooManyViewsError';
}

type Kind = 'shared' | 'own';

/** The shared ones of an organisation, then those of the person alone. */
export function listViews(database: Database, scope: Scope, organizationId: string): Promise<SavedViewRow[]> {
  return select(database.kysely, scope, organizationId);
}

/** undefined where the organisation is not visible. @throws TooManyViewsError */
export async function createView(
  database: Database,
  scope: Scope,
  organizationId: string,
  { position, kind, ...view }: Required<Omit<ViewEdit, 'position'>> & { position?: number; kind: Kind },
): Promise<SavedViewRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    if (!(await lockMembership(trx, scope, organizationId))) return undefined;
    const others = await lockKind(trx, scope, organizationId, kind);
    if (others.length >= MOST_SAVED_VIEWS) throw new TooManyViewsError();
    const id = newUuid();
    const owner_id = kind === 'own' ? scope.userId : null;
    const row = { id, organization_id: organizationId, owner_id, maker_id: scope.userId, ...view };
    await trx
      .insertInto('saved_view')
      .values({ ...row, position: others.length })
      .execute();
    if (position !== undefined) await place(trx, others, id, position);
    return (await select(trx, scope, organizationId, id))[0];
  });
}

/** @param ofOthers whether shared ones that somebody else made may be changed. undefined where there is none to see. */
export async function updateView(
  database: Database,
  scope: Scope,
  organizationId: string,
  viewId: string,
  { position, ...edit }: ViewEdit,
  ofOthers: boolean,
): Promise<SavedViewRow | 'not_yours' | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const found = await findToChange(trx, scope, organizationId, viewId, ofOthers);
    if (found === undefined || found === 'not_yours') return found;
    if (position !== undefined) {
      const all = await lockKind(trx, scope, organizationId, found.is_shared ? 'shared' : 'own');
      await place(trx, all, viewId, position);
    }
    if (Object.keys(edit).length > 0) {
      await trx.updateTable('saved_view').set(edit).where('id', '=', viewId).execute();
    }
    return (await select(trx, scope, organizationId, viewId))[0];
  });
}

/** As `updateView`. */
export async function deleteView(
  database: Database,
  scope: Scope,
  organizationId: string,
  viewId: string,
  ofOthers: boolean,
): Promise<'deleted' | 'not_yours' | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const found = await findToChange(trx, scope, organizationId, viewId, ofOthers);
    if (found === undefined || found === 'not_yours') return found;
    await trx.deleteFrom('saved_view').where('id', '=', viewId).execute();
    return 'deleted';
  });
}

/** What the list of issues opens with for this person. Whether there is such a view to see. */
export async function setDefaultView(
  database: Database,
  scope: Scope,
  organizationId: string,
  viewId: string,
  isDefault: boolean,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    if (!(await lockMembership(trx, scope, organizationId))) return false;
    if ((await select(trx, scope, organizationId, viewId)).length === 0) return false;
    const row = { user_id: scope.userId, organization_id: organizationId, view_id: viewId };
    const mine = trx.deleteFrom('default_view').where('user_id', '=', scope.userId);
    const before = mine.where('organization_id', '=', organizationId);
    await (isDefault ? before : before.where('view_id', '=', viewId)).execute();
    if (isDefault) await trx.insertInto('default_view').values(row).execute();
    return true;
  });
}

async function findToChange(
  trx: Kysely<Tables>,
  scope: Scope,
  organizationId: string,
  viewId: string,
  ofOthers: boolean,
): Promise<SavedViewRow | 'not_yours' | undefined> {
  if (!(await lockMembership(trx, scope, organizationId))) return undefined;
  const [found] = await select(trx, scope, organizationId, viewId);
  if (found?.is_shared && !found.is_maker && !ofOthers) return 'not_yours';
  return found;
}

/** Whoever changes views of an organisation takes turns with whoever does so too, in the name of the same person. */
async function lockMembership(trx: Kysely<Tables>, scope: Scope, organizationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('membership')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where(isMember(scope))
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** The ids of the shared views, or of the person's own, in their order. */
async function lockKind(trx: Kysely<Tables>, scope: Scope, organizationId: string, kind: Kind): Promise<string[]> {
  const whose = kind === 'own' ? sql`owner_id = ${scope.userId}` : sql`owner_id is null`;
  const { rows } = await sql<{ id: string }>`
    select id from saved_view where organization_id = ${organizationId} and ${whose}
    order by position, id for update`.execute(trx);
  return rows.map(({ id }) => id);
}

async function place(trx: Kysely<Tables>, ids: string[], id: string, position: number): Promise<void> {
  const others = ids.filter((each) => each !== id);
  const ordered = others.toSpliced(position, 0, id);
  await sql`
    update saved_view set position = ordered.place - 1
    from unnest(${ordered}::uuid[]) with ordinality as ordered (id, place)
    where saved_view.id = ordered.id`.execute(trx);
}

async function select(
  kysely: Kysely<Tables>,
  scope: Scope,
  organizationId: string,
  viewId?: string,
): Promise<SavedViewRow[]> {
  const one = viewId ? sql`and saved_view.id = ${viewId}` : sql``;
  const { rows } = await sql<SavedViewRow>`
    select saved_view.id, saved_view.name, saved_view.query, saved_view.sort, saved_view.created_at,
           saved_view.owner_id is null as is_shared, saved_view.maker_id is not distinct from ${scope.userId} as is_maker,
           default_view.view_id is not null as is_default
    from saved_view
    join membership on membership.organization_id = saved_view.organization_id and ${isMember(scope)}
    left join default_view on default_view.view_id = saved_view.id and default_view.user_id = membership.user_id
    where saved_view.organization_id = ${organizationId}
      and (saved_view.owner_id is null or saved_view.owner_id = membership.user_id) ${one}
    order by saved_view.owner_id is not null, saved_view.position, saved_view.id
    limit ${2 * MOST_SAVED_VIEWS}`.execute(kysely);
  return rows;
}
