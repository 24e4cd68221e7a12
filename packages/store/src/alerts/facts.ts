import type { AlertRuleInput } from '@railguard/protocol/alert-rule';
import type { Event } from '@railguard/protocol/event';
import type { Level } from '@railguard/protocol/level';
import { type AlertSettings, DEFAULT_PROJECT_SETTINGS } from '@railguard/protocol/project-settings';
import type { Queryable } from '../database.ts';
import { decodePayload } from '../payload.ts';
import type { IssueStatus } from '../tables.ts';
import type { Notification } from './notifications.ts';

/** The project that an alert is of. */
export interface AlertProject {
  id: string;
  organization_id: string;
  name: string;
  slug: string;
  settings: AlertSettings;
}

/** undefined where it is gone. */
export async function readAlertProject(queryable: Queryable, id: string): Promise<AlertProject | undefined> {
  const { rows } = await queryable.query<Omit<AlertProject, 'settings'> & { alerts: Partial<AlertSettings> | null }>(
    `select id, organization_id, name, slug, settings -> 'alerts' as alerts
     from project where id = $1 and deleted_at is null`,
    [id],
  );
  if (!rows[0]) return undefined;
  const { alerts, ...project } = rows[0];
  return { ...project, settings: { ...DEFAULT_PROJECT_SETTINGS.alerts, ...alerts } };
}

/** The issue that an alert is about, as it is now. */
export interface AlertIssue {
  id: string;
  short_id: string;
  title: string;
  culprit: string;
  level: Level;
  status: IssueStatus;
  handled: boolean;
  event_count: number;
  user_count: number;
  first_seen: Date;
  last_seen: Date;
  assignee_id: string | null;
  assignee_team_id: string | null;
}

/** Issues by id; one that was merged meanwhile is the one that shows it. */
export async function readAlertIssues(queryable: Queryable, ids: string[]): Promise<Map<string, AlertIssue>> {
  const { rows } = await queryable.query<AlertIssue & { asked_id: string }>(
    `select asked.id as asked_id, issue.id, upper(project.slug) || '-' || issue.number as short_id, issue.title,
            issue.culprit, issue.level, issue.status, issue.handled, issue.event_count, issue.user_count,
            issue.first_seen, issue.last_seen, issue.assignee_id, issue.assignee_team_id
     from issue as asked
     join issue on issue.id = coalesce(asked.merged_into_id, asked.id)
     join project on project.id = issue.project_id
     where asked.id = any($1::uuid[]) and issue.event_count > 0`,
    [ids],
  );
  return new Map(rows.map(({ asked_id, ...issue }) => [asked_id, issue]));
}

/** The event that made the occasion; undefined where it was deleted. Looked for from its notification's time back. */
export async function readAlertEvent(
  queryable: Queryable,
  { project_id, event_id, created_at }: Pick<Notification, 'project_id' | 'event_id' | 'created_at'>,
): Promise<Event | undefined> {
  if (event_id === null) return undefined;
  const { rows } = await queryable.query<{ payload: Buffer }>(
    `select payload from event
     where project_id = $1 and event_id = $2 and received_at <= $3::timestamptz + interval '1 minute'
     order by received_at desc limit 1`,
    [project_id, event_id, created_at],
  );
  return rows[0] && decodePayload(rows[0].payload);
}

/** A rule as whoever decides sees it. */
export interface ActiveRule extends Omit<AlertRuleInput, 'is_enabled'> {
  id: string;
}

/** Rules that are switched on and not muted, the oldest first. */
export async function readActiveRules(queryable: Queryable, projectId: string): Promise<ActiveRule[]> {
  const { rows } = await queryable.query<ActiveRule>(
    `select id, name, triggers, conditions, recipients, interval_minutes from alert_rule
     where project_id = $1 and is_enabled and (muted_until is null or muted_until <= now())
     order by created_at, id`,
    [projectId],
  );
  return rows;
}

/** Whether the issue is the one that a project's first event made: then one mail says both. */
export async function isFirstOfProject(queryable: Queryable, issueId: string): Promise<boolean> {
  const { rows } = await queryable.query(
    `select from notification where issue_id = $1 and occasion = 'first_event' limit 1`,
    [issueId],
  );
  return rows.length > 0;
}
