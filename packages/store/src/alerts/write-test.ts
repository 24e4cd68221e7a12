import type { Event } from '@railguard/protocol/event';
import type { Database } from '../database.ts';
import { transaction } from '../transaction.ts';
import { writeAlert } from './alerts.ts';
import { type AlertIssue, type AlertProject, readAlertEvent, readAlertIssues, readAlertProject } from './facts.ts';
import { type AlertMailInput, queueAlertMail } from './queue-alert-mail.ts';

/** Whom a test goes to, and the rule that it is of. */
export interface TestOf {
  projectId: string;
  rule: { id: string; name: string };
  userId: string;
}

export interface TestSubject {
  project: AlertProject;
  /** The one of the project that was seen last; undefined where there is none. */
  issue: AlertIssue | undefined;
  event: Event | undefined;
  reader: { address: string; user_id: string; may_edit: boolean; timeZone: string };
}

/**
 * Writes an alert to one person that is only a test, and its mail, which takes no room in their hour. Answers its id;
 * undefined where project or person are gone.
 */
export async function writeTestAlert(
  database: Database,
  { projectId, rule, userId }: TestOf,
  write: (subject: TestSubject) => Omit<AlertMailInput, 'projectId' | 'to'>,
): Promise<string | undefined> {
  return transaction(database, async (client) => {
    const project = await readAlertProject(client, projectId);
    const { rows: people } = await client.query<{ address: string; time_zone: string }>(
      `select lower(email) as address, coalesce(time_zone, 'UTC') as time_zone
       from user_account left join alert_preference on user_id = id where id = $1`,
      [userId],
    );
    const { rows: latest } = await client.query<{ id: string; event_id: string }>(
      `select latest.id, (select event_id from event where issue_id = latest.id order by received_at desc limit 1)
       from unnest(array['unresolved', 'ignored', 'resolved']) with ordinality as wanted (status, place)
       cross join lateral (
         select id from issue
         where project_id = $1 and issue.status = wanted.status and event_count > 0 and merged_into_id is null
         order by last_seen desc, id desc limit 1
       ) as latest order by place limit 1`,
      [projectId],
    );
    if (!project || !people[0]) return undefined;
    const { address, time_zone } = people[0];
    const issue = latest[0] && (await readAlertIssues(client, [latest[0].id])).get(latest[0].id);
    const event =
      latest[0] &&
      (await readAlertEvent(client, {
        project_id: projectId,
        event_id: latest[0].event_id,
        created_at: new Date(),
      }));
    // Who may write rules may change issues.
    const reader = { address, user_id: userId, may_edit: true, timeZone: time_zone };
    const mail = write({ project, issue, event, reader });
    const mailId = await queueAlertMail(client, { ...mail, to: address });
    return writeAlert(client, {
      projectId,
      notificationId: null,
      rule,
      issueId: issue?.id ?? null,
      occasion: 'test',
      channel: 'email',
      person: reader,
      state: 'queued',
      mailId,
    });
  });
}
