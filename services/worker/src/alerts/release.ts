import { quietHoursEnd, roomInTheHour } from '@railguard/notify/rules/verdict';
import type { AlertReason } from '@railguard/protocol/alert-rule';
import {
  type DuePerson,
  findDuePeople,
  type HeldAlert,
  holdAlerts,
  holdLonger,
  mailsOfTheHour,
  readHeld,
  settleHeld,
} from '@railguard/store/alerts/alerts';
import { type AlertProject, readAlertIssues, readAlertProject } from '@railguard/store/alerts/facts';
import { readNotification } from '@railguard/store/alerts/notifications';
import { readWishes } from '@railguard/store/alerts/people';
import type { Database } from '@railguard/store/database';
import { type Connection, transaction } from '@railguard/store/transaction';
import type { AlertChannel, AlertMessage } from './channels/channel.ts';
import { messageOf, namedProject, readStory } from './message-of.ts';

const PEOPLE_AT_ONCE = 50;
/** Of one person; what is beyond waits for the next mail. */
const MOST_ALERTS = 5_000;
/** More than that nobody reads, and some servers would refuse. */
const MOST_LISTED = 50;

/** Sends what was held and is due: one alert as it is, several folded into one mail. Answers for how many people. */
export async function releaseHeld(database: Database, channels: AlertChannel[]): Promise<number> {
  const due = await findDuePeople(database.pool, PEOPLE_AT_ONCE);
  for (const person of due) {
    const channel = channels.find(({ name }) => name === person.channel);
    if (!channel) continue;
    await transaction(database, (client) => releaseOne(client, channel, person));
    channel.wake();
  }
  return due.length;
}

async function releaseOne(client: Connection, channel: AlertChannel, due: DuePerson): Promise<void> {
  await holdAlerts(client, due.project_id);
  // Another worker may have been here first.
  const held = await readHeld(client, due, MOST_ALERTS);
  const project = await readAlertProject(client, due.project_id);
  if (held.length === 0 || !project) return;
  const ids = held.map(({ id }) => id);
  const person = { user_id: held[0]!.user_id, address: due.address };
  const wishes = (await readWishes(client, project.id, [person])).get(due.address)!;
  const unwanted: AlertReason | undefined = wishes.is_paused
    ? 'paused'
    : wishes.occasions?.length === 0
      ? 'unsubscribed'
      : undefined;
  if (unwanted) return settleHeld(client, ids, { state: 'skipped', reason: unwanted });
  const now = new Date();
  const sent = await mailsOfTheHour(client, project.id, due.address);
  const until = quietHoursEnd(wishes, now) ?? roomInTheHour(sent, project.settings.mails_per_hour);
  if (until) return holdLonger(client, due, until);

  const message = (held.length === 1 && (await aloneAgain(client, project, held[0]!))) || undefined;
  const reader = { ...person, timeZone: wishes.time_zone };
  const mailId = await channel.write(client, message ?? (await summaryOf(client, project, held)), {
    reader,
    projectId: project.id,
    counts: true,
  });
  await settleHeld(client, ids, { state: message ? 'queued' : 'folded', mailId });
}

async function aloneAgain(client: Connection, project: AlertProject, held: HeldAlert) {
  const notification = held.notification_id ? await readNotification(client, held.notification_id) : undefined;
  const story = notification && (await readStory(client, notification));
  if (!notification || !story) return undefined;
  return messageOf(story, notification, project, { id: held.rule_id ?? '', name: held.rule_name });
}

async function summaryOf(client: Connection, project: AlertProject, held: HeldAlert[]): Promise<AlertMessage> {
  const listed = held.slice(0, MOST_LISTED);
  const issues = await readAlertIssues(
    client,
    listed.flatMap(({ issue_id }) => issue_id ?? []),
  );
  const alerts = listed.map(({ occasion, rule_name, issue_id, created_at }) => ({
    occasion,
    rule_name,
    issue: issue_id ? issues.get(issue_id) : undefined,
    at: created_at,
  }));
  const why = held.some(({ reason }) => reason === 'hourly_limit') ? 'hourly_limit' : 'quiet_hours';
  return { kind: 'summary', content: { project: namedProject(project), alerts, total: held.length, why } };
}
