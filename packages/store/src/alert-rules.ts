import {
  type AlertRuleInput,
  DEFAULT_ALERT_RULE,
  MOST_ALERT_RULES,
  type Recipient,
} from '@railguard/protocol/alert-rule';
import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, sql } from 'kysely';
import { recordAct } from './audit-log.ts';
import { changesBetween } from './changes-between.ts';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export interface AlertRuleRow extends AlertRuleInput {
  id: string;
  project_id: string;
  muted_until: Date | null;
  created_at: Date;
  updated_at: Date;
  /** When it last told anybody of anything, as far as that is kept. */
  last_alert_at: Date | null;
}

export interface AlertRuleEdit extends Partial<AlertRuleInput> {
  muted_until?: Date | null;
  /** Of its digest; absent where triggers stay. */
  next_digest_at?: Date | null;
}

/** More of them than a project may have. */
export class TooManyRulesError extends Error {
  override name = 'TooManyRulesError';
}

/** A recipient that is not of the project's organisation; `index` in the list. */
export class NoSuchRecipientError extends Error {
  override name = 'NoSuchRecipientError';
  readonly index: number;
  constructor(index: number) {
    super(`recipient ${index} is not of the organisation`);
    this.index = index;
  }
}

/** The oldest first. Empty where the project is not visible. */
export function listAlertRules(database: Database, scope: Scope, projectId: string): Promise<AlertRuleRow[]> {
  return select(database.kysely, scope, projectId);
}

/** undefined where there is none to see. */
export async function getAlertRule(
  database: Database,
  scope: Scope,
  projectId: string,
  ruleId: string,
): Promise<AlertRuleRow | undefined> {
  return (await select(database.kysely, scope, projectId, ruleId))[0];
}

/** undefined where the project is not visible. @throws TooManyRulesError, NoSuchRecipientError */
export async function createAlertRule(
  database: Database,
  scope: Scope,
  projectId: string,
  { next_digest_at = null, ...input }: AlertRuleInput & { next_digest_at?: Date | null },
): Promise<AlertRuleRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const project = await holdProject(trx, scope, projectId);
    if (!project) return undefined;
    const { count } = await trx
      .selectFrom('alert_rule')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('project_id', '=', projectId)
      .executeTakeFirstOrThrow();
    if (count >= MOST_ALERT_RULES) throw new TooManyRulesError();
    await holdRecipients(trx, project.organization_id, input.recipients);
    const id = newUuid();
    await insertRule(trx, projectId, id, input, next_digest_at);
    await record(trx, scope, 'alert_rule.created', project, { id, name: input.name }, { project_id: projectId });
    return (await select(trx, scope, projectId, id))[0];
  });
}

/** What every project begins with; within the transaction that makes it. */
export function createDefaultAlertRule(trx: Kysely<Tables>, projectId: string): Promise<void> {
  return insertRule(trx, projectId, newUuid(), DEFAULT_ALERT_RULE, null);
}

/** undefined where there is none to see. @throws NoSuchRecipientError */
export async function updateAlertRule(
  database: Database,
  scope: Scope,
  projectId: string,
  ruleId: string,
  edit: AlertRuleEdit,
): Promise<AlertRuleRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const project = await holdProject(trx, scope, projectId);
    const [before] = await select(trx, scope, projectId, ruleId);
    if (!project || !before) return undefined;
    if (edit.recipients) await holdRecipients(trx, project.organization_id, edit.recipients);
    const { triggers, conditions, recipients, ...plain } = edit;
    await trx
      .updateTable('alert_rule')
      .set({
        ...plain,
        ...(triggers ? { triggers: json(triggers) } : {}),
        ...(conditions ? { conditions: json(conditions) } : {}),
        ...(recipients ? { recipients: json(recipients) } : {}),
        updated_at: sql`now()`,
      })
      .where('id', '=', ruleId)
      .execute();
    const [after] = await select(trx, scope, projectId, ruleId);
    const changes = changesBetween(inputOf(before), inputOf(after!));
    if (Object.keys(changes).length > 0) {
      const rule = { id: ruleId, name: after!.name };
      await record(trx, scope, 'alert_rule.updated', project, rule, { project_id: projectId, changes });
    }
    return after;
  });
}

/** Whether there was one to delete. */
export async function deleteAlertRule(
  database: Database,
  scope: Scope,
  projectId: string,
  ruleId: string,
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const project = await holdProject(trx, scope, projectId);
    const [rule] = await select(trx, scope, projectId, ruleId);
    if (!project || !rule) return false;
    await trx.deleteFrom('alert_rule').where('id', '=', ruleId).execute();
    await record(trx, scope, 'alert_rule.deleted', project, rule, { project_id: projectId });
    return true;
  });
}

/** Whoever changes rules of a project takes turns with whoever does so too. */
function holdProject(trx: Kysely<Tables>, scope: Scope, projectId: string) {
  return trx
    .selectFrom('project')
    .select(['id', 'organization_id'])
    .where('id', '=', projectId)
    .where(isVisible(scope, projectId))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

async function holdRecipients(trx: Kysely<Tables>, organizationId: string, recipients: Recipient[]): Promise<void> {
  const members = recipients.flatMap((recipient) => (recipient.kind === 'member' ? recipient.user_id : []));
  const teams = recipients.flatMap((recipient) => (recipient.kind === 'team' ? recipient.team_id : []));
  const { rows } = await sql<{ id: string }>`
    select user_id as id from membership where organization_id = ${organizationId} and user_id = any(${members}::uuid[])
    union all
    select id from team where organization_id = ${organizationId} and id = any(${teams}::uuid[])`.execute(trx);
  const known = new Set(rows.map(({ id }) => id));
  for (const [index, recipient] of recipients.entries()) {
    const id =
      recipient.kind === 'member' ? recipient.user_id : recipient.kind === 'team' ? recipient.team_id : undefined;
    if (id !== undefined && !known.has(id.toLowerCase())) throw new NoSuchRecipientError(index);
  }
}

async function insertRule(
  trx: Kysely<Tables>,
  project_id: string,
  id: string,
  { triggers, conditions, recipients, ...plain }: AlertRuleInput,
  next_digest_at: Date | null,
): Promise<void> {
  await trx
    .insertInto('alert_rule')
    .values({
      id,
      project_id,
      ...plain,
      triggers: json(triggers),
      conditions: json(conditions),
      recipients: json(recipients),
      next_digest_at,
    })
    .execute();
}

/** An array would be sent as one of PostgreSQL's. */
function json<Value>(value: Value) {
  return sql<Value>`${JSON.stringify(value)}::jsonb`;
}

function inputOf({ id, project_id, created_at, updated_at, last_alert_at, ...input }: AlertRuleRow) {
  return input;
}

function record(
  trx: Kysely<Tables>,
  scope: Scope,
  action: 'alert_rule.created' | 'alert_rule.updated' | 'alert_rule.deleted',
  { organization_id }: { organization_id: string },
  { id, name }: { id: string; name: string },
  data: Record<string, unknown>,
): Promise<void> {
  const target = { target_type: 'alert_rule', target_id: id, target_name: name };
  return recordAct(trx, scope, { action, organization_id, ...target, data });
}

async function select(
  kysely: Kysely<Tables>,
  scope: Scope,
  projectId: string,
  ruleId?: string,
): Promise<AlertRuleRow[]> {
  const one = ruleId ? sql`and rule.id = ${ruleId}` : sql``;
  const { rows } = await sql<AlertRuleRow>`
    select rule.id, rule.project_id, rule.name, rule.is_enabled, rule.triggers, rule.conditions, rule.recipients,
           rule.interval_minutes, rule.muted_until, rule.created_at, rule.updated_at,
           (select alert.created_at from alert where alert.rule_id = rule.id and alert.state <> 'skipped' and alert.occasion <> 'test'
            order by alert.id desc limit 1) as last_alert_at
    from alert_rule as rule
    where rule.project_id = ${projectId} and ${isVisible(scope, projectId)} ${one}
    order by rule.created_at, rule.id limit ${MOST_ALERT_RULES}`.execute(kysely);
  return rows;
}
