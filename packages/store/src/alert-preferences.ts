import type { Occasion } from '@railguard/protocol/alert-rule';
import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { isMember, isVisible, type Scope, seesProject } from './scope.ts';
import type { Tables } from './tables.ts';

export interface AlertPreferences {
  is_paused: boolean;
  /** `hh:mm`; both or neither. */
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: string;
  projects: ProjectChoice[];
}

export interface ProjectChoice {
  id: string;
  name: string;
  organization_name: string;
  /** Null for whatever rules send. */
  occasions: Occasion[] | null;
  unsubscribed_rules: { id: string; name: string }[];
}

export type AlertPreferenceEdit = Partial<Omit<AlertPreferences, 'projects'>>;

export interface ProjectChoiceEdit {
  occasions?: Occasion[] | null;
  /** All the rules that nothing is wanted of. */
  unsubscribed_rule_ids?: string[];
}

export async function getAlertPreferences(database: Database, scope: Scope): Promise<AlertPreferences> {
  const own = await database.kysely
    .selectFrom('alert_preference')
    .select(['is_paused', clock('quiet_from').as('quiet_from'), clock('quiet_to').as('quiet_to'), 'time_zone'])
    .where('user_id', '=', scope.userId)
    .executeTakeFirst();
  const { rows: projects } = await sql<ProjectChoice>`
    select project.id, project.name, organization.name as organization_name,
      (select to_json(occasions) from alert_choice
       where project_id = project.id and user_id = ${scope.userId} and rule_id is null) as occasions,
      (select coalesce(json_agg(json_build_object('id', rule.id, 'name', rule.name) order by rule.name), '[]')
       from alert_choice join alert_rule as rule on rule.id = alert_choice.rule_id
       where alert_choice.project_id = project.id and alert_choice.user_id = ${scope.userId}) as unsubscribed_rules
    from project join membership using (organization_id) join organization on organization.id = organization_id
    where ${seesProject(scope)} and project.deleted_at is null
    order by lower(organization.name), lower(project.name), project.id`.execute(database.kysely);
  return { is_paused: false, quiet_from: null, quiet_to: null, time_zone: 'UTC', ...own, projects };
}

/** What is absent stays. */
export async function updateAlertPreferences(
  database: Database,
  scope: Scope,
  edit: AlertPreferenceEdit,
): Promise<void> {
  await database.kysely
    .insertInto('alert_preference')
    .values({ user_id: scope.userId, ...edit })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(edit))
    .execute();
}

/** Whether the project is visible. Rules that are not the project's are left out. */
export async function updateProjectChoice(
  database: Database,
  scope: Scope,
  projectId: string,
  { occasions, unsubscribed_rule_ids }: ProjectChoiceEdit,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    if (!(await isProjectOf(trx, scope, projectId))) return false;
    const mine = trx.deleteFrom('alert_choice').where('project_id', '=', projectId).where('user_id', '=', scope.userId);
    if (occasions !== undefined) {
      await mine.where('rule_id', 'is', null).execute();
      if (occasions) await choose(trx, { projectId, userId: scope.userId }, occasions);
    }
    if (unsubscribed_rule_ids !== undefined) {
      await mine.where('rule_id', 'is not', null).execute();
      await sql`
        insert into alert_choice (id, project_id, rule_id, user_id)
        select gen_random_uuid(), project_id, id, ${scope.userId} from alert_rule
        where project_id = ${projectId} and id = any(${unsubscribed_rule_ids}::uuid[])
        on conflict do nothing`.execute(trx);
    }
    return true;
  });
}

/** Whose choice it is, and of what. */
export interface ChoiceOf {
  projectId: string;
  ruleId?: string;
  /** Of an account; else of an address. */
  userId?: string;
  address?: string;
}

/** Somebody wants these alone from now on; none for nothing. Harmless to repeat. */
export async function choose(
  kysely: Kysely<Tables>,
  { projectId, ruleId, userId, address }: ChoiceOf,
  occasions: Occasion[],
): Promise<void> {
  await sql`
    insert into alert_choice (id, project_id, rule_id, user_id, address, occasions)
    values (${newUuid()}, ${projectId}, ${ruleId ?? null}, ${userId ?? null}, ${userId ? null : address?.toLowerCase()},
            ${occasions}::text[])
    on conflict (project_id, coalesce(user_id::text, address),
                 coalesce(rule_id, '00000000-0000-0000-0000-000000000000'))
      do update set occasions = excluded.occasions`.execute(kysely);
}

/** Everything is wanted again. */
export async function forgetChoice(
  kysely: Kysely<Tables>,
  { projectId, ruleId, userId, address }: ChoiceOf,
): Promise<void> {
  await sql`
    delete from alert_choice
    where project_id = ${projectId} and rule_id is not distinct from ${ruleId ?? null}::uuid
      and ${userId ? sql`user_id = ${userId}` : sql`address = ${address?.toLowerCase()}`}`.execute(kysely);
}

async function isProjectOf(trx: Kysely<Tables>, scope: Scope, projectId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('membership')
    .innerJoin('project', 'project.organization_id', 'membership.organization_id')
    .select('membership.user_id')
    .where('project.id', '=', projectId)
    .where(isVisible(scope, projectId))
    .where(isMember(scope))
    .forUpdate('membership')
    .executeTakeFirst();
  return row !== undefined;
}

function clock(column: 'quiet_from' | 'quiet_to') {
  return sql<string | null>`to_char(${sql.ref(column)}, 'HH24:MI')`;
}
