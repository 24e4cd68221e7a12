import type { AlertReason, AlertState, Occasion } from '@railguard/protocol/alert-rule';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import { type SearchedProjects, searchedProject, searchedProjects } from './searched-projects.ts';

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
export function listAlerts(
  database: Database,
  scope: Scope,
  projectId: string,
  { limit, ...filter }: AlertPage,
): Promise<AlertRow[]> {
  return select(database, searchedProject(scope, projectId), conditionsOf(filter), limit);
}

/** The same of several projects of an organisation. */
export function listOrganizationAlerts(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  { limit, ...filter }: AlertPage,
): Promise<AlertRow[]> {
  return select(database, searchedProjects(scope, searched), conditionsOf(filter), limit);
}

/** undefined where there is none to see. */
export async function getAlert(
  database: Database,
  scope: Scope,
  projectId: string,
  id: string,
): Promise<AlertRow | undefined> {
  return (await select(database, searchedProject(scope, projectId), [sql`alert.id = ${id}`], 1))[0];
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

function conditionsOf({ state, ruleId, issueId, after }: Omit<AlertPage, 'limit'>): RawBuilder<unknown>[] {
  return [
    ...(state ? [sql`${STATE} = ${state}`] : []),
    ...(ruleId ? [sql`alert.rule_id = ${ruleId}`] : []),
    ...(issueId ? [sql`alert.issue_id = ${issueId}`] : []),
    ...(after ? [sql`alert.id < ${after.id}`] : []),
  ];
}

/** A short walk through each project, merged: one through all of them would read those of everybody else as well. */
async function select(
  database: Database,
  projects: RawBuilder<unknown>,
  conditions: RawBuilder<unknown>[],
  limit: number,
): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select told.* from (${projects}) as project cross join lateral (
      select alert.id, alert.project_id, alert.occasion, alert.rule_id, alert.rule_name, alert.address,
             ${STATE} as state, alert.reason, alert.release_at, alert.created_at, mail.subject, mail.attempts,
             mail.sent_at, case when mail.state = 'pending' then mail.next_attempt_at end as next_attempt_at,
             coalesce(mail.last_error, mail.response) as response,
             case when issue.id is not null then json_build_object(
               'id', issue.id, 'short_id', upper(project.slug) || '-' || issue.number, 'title', issue.title) end as issue
      from alert left join issue on issue.id = alert.issue_id left join mail on mail.id = alert.mail_id
      where ${sql.join([sql`alert.project_id = project.id`, ...conditions], sql` and `)}
      order by alert.id desc limit ${limit}
    ) as told
    order by told.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
