import type { AlertReason, AlertState, Occasion } from '@railguard/protocol/alert-rule';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';

/** What one person was told, or not told, and what became of it. */
export interface AlertRow {
  id: string;
  project_id: string;
  occasion: Occasion | 'test';
  rule_id: string | null;
  rule_name: string;
  issue: { id: string; short_id: string; title: string } | null;
  address: string;
  state: AlertState;
  reason: AlertReason | null;
  release_at: Date | null;
  subject: string | null;
  attempts: number | null;
  sent_at: Date | null;
  next_attempt_at: Date | null;
  response: string | null;
  created_at: Date;
}

export interface AlertPage {
  limit: number;
  state?: AlertState;
  ruleId?: string;
  issueId?: string;
  /** The last alert of the page before. */
  after?: { id: string };
}

/** Newest first. Empty where the project is not visible. */
export async function listAlerts(
  database: Database,
  scope: Scope,
  projectId: string,
  { limit, state, ruleId, issueId, after }: AlertPage,
): Promise<AlertRow[]> {
  const conditions = [
    ...(state ? [sql`${STATE} = ${state}`] : []),
    ...(ruleId ? [sql`alert.rule_id = ${ruleId}`] : []),
    ...(issueId ? [sql`alert.issue_id = ${issueId}`] : []),
    ...(after ? [sql`alert.id < ${after.id}`] : []),
  ];
  return select(database, scope, projectId, conditions, limit);
}

/** undefined where there is none to see. */
export async function getAlert(
  database: Database,
  scope: Scope,
  projectId: string,
  id: string,
): Promise<AlertRow | undefined> {
  return (await select(database, scope, projectId, [sql`alert.id = ${id}`], 1))[0];
}

/**
 * An alert in a mail of its own is what its mail is; one whose mail was deleted for its age had long left. One that was
 * folded stays so, unless the mail that held it failed.
 */
const STATE = sql`case
  when alert.state = 'folded' and mail.state = 'failed' then 'failed'
  when alert.state <> 'queued' then alert.state
  when mail.state = 'pending' then 'sending'
  else coalesce(mail.state, 'sent') end`;

async function select(
  database: Database,
  scope: Scope,
  projectId: string,
  conditions: RawBuilder<unknown>[],
  limit: number,
): Promise<AlertRow[]> {
  const all = sql.join([sql`alert.project_id = ${projectId}`, isVisible(scope, projectId), ...conditions], sql` and `);
  const { rows } = await sql<AlertRow>`
    select alert.id, alert.project_id, alert.occasion, alert.rule_id, alert.rule_name, alert.address, ${STATE} as state,
           alert.reason, alert.release_at, alert.created_at, mail.subject, mail.attempts, mail.sent_at,
           case when mail.state = 'pending' then mail.next_attempt_at end as next_attempt_at,
           coalesce(mail.last_error, mail.response) as response,
           case when issue.id is not null then json_build_object(
             'id', issue.id, 'short_id', upper(project.slug) || '-' || issue.number, 'title', issue.title) end as issue
    from alert join project on project.id = alert.project_id
    left join issue on issue.id = alert.issue_id
    left join mail on mail.id = alert.mail_id
    where ${all}
    order by alert.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
