import type { Log } from '@railguard/kit/log';
import { quietHoursEnd, roomInTheHour } from '@railguard/notify/rules/verdict';
import type { AlertReason } from '@railguard/protocol/alert-rule';
import {
  type DuePerson,
  findDuePeople,
  type HeldAlert,
  holdAlerts,
  holdLonger,
  readHeld,
  readMailboxes,
  settleHeld,
} from '@railguard/store/alerts/alerts';
import { type AlertProject, readActiveRules, readAlertIssues, readAlertProject } from '@railguard/store/alerts/facts';
import { readNotification } from '@railguard/store/alerts/notifications';
import { findAgain, type Wishes } from '@railguard/store/alerts/people';
import type { Database } from '@railguard/store/database';
import { type Connection, transaction } from '@railguard/store/transaction';
import { concernsOne } from '../concerns-one.ts';
import type { AlertChannel, AlertMessage } from './channels/channel.ts';
import { messageOf, namedProject, readStory } from './message-of.ts';
import { readWishes } from './read-wishes.ts';

const PEOPLE_AT_ONCE = 50;
/** Of one person; what is beyond waits for the next mail. */
const MOST_ALERTS = 5_000;
/** More than that nobody reads, and some servers would refuse. */
const MOST_LISTED = 50;
/** Before somebody whose alerts cannot be sent is looked at again. */
const AFTER_A_FAULT_MS = 3_600_000;

/** Sends what was held and is due: one alert as it is, several folded into one mail. Answers for how many people. */
export async function releaseHeld(database: Database, channels: AlertChannel[], log: Log): Promise<number> {
  const due = await findDuePeople(database.pool, PEOPLE_AT_ONCE);
  let released = 0;
  for (const person of due) {
    const channel = channels.find(({ name }) => name === person.channel);
    if (!channel) continue;
    try {
      if (!(await transaction(database, (client) => releaseOne(client, channel, person)))) continue;
      released++;
      channel.wake();
    } catch (error) {
      if (!concernsOne(error)) throw error;
      log.error({ err: error, project: person.project_id }, 'what waited for somebody cannot be sent; it waits longer');
      await holdLonger(database.pool, person, new Date(Date.now() + AFTER_A_FAULT_MS));
    }
  }
  return released;
}

/** Whether anything came of it. */
async function releaseOne(client: Connection, channel: AlertChannel, due: DuePerson): Promise<boolean> {
  await holdAlerts(client, due.project_id);
  // Another worker may have been here first.
  const all = await readHeld(client, due, MOST_ALERTS);
  const project = await readAlertProject(client, due.project_id);
  if (all.length === 0 || !project) return false;
  const person = { user_id: all[0]!.user_id, address: due.address };
  const reader = await findAgain(client, project.organization_id, person);
  const wishes = (await readWishes(client, project.id, [person])).get(due.address)!;
  const held = await stillWanted(client, all, project, reader && wishes);
  if (held.length === 0 || !reader) return true;
  const now = new Date();
  const quietUntil = quietHoursEnd(wishes, now);
  const { sent } = (await readMailboxes(client, project.id, [due.address])).get(due.address)!;
  const until = quietUntil ?? roomInTheHour(sent, project.settings.mails_per_hour);
  if (until) {
    await holdLonger(client, due, until, quietUntil ? 'quiet_hours' : 'hourly_limit');
    return true;
  }
  // What a digest says stands in its own mail alone, so it is folded into none: the others come with the next look.
  const digest = held.find(({ occasion }) => occasion === 'digest');
  const alone = digest ?? (held.length === 1 ? held[0] : undefined);
  const message = alone && (await aloneAgain(client, project, alone));
  const mailId = await channel.write(client, message ?? (await summaryOf(client, project, held)), {
    reader: { ...reader, timeZone: wishes.time_zone },
    projectId: project.id,
  });
  const settled = message ? [alone] : held;
  const ids = settled.map(({ id }) => id);
  await settleHeld(client, ids, { state: message ? 'queued' : 'folded', mailId });
  return true;
}

/**
 * Those that are to be sent by what holds now; what became of the others is written down.
 * @param wishes undefined where the person has left
 */
async function stillWanted(
  client: Connection,
  held: HeldAlert[],
  project: AlertProject,
  wishes: Wishes | undefined,
): Promise<HeldAlert[]> {
  const active = new Set((await readActiveRules(client, project.id)).map(({ id }) => id));
  const reasonAgainst = ({ rule_id, occasion }: HeldAlert): AlertReason | undefined => {
    if (!wishes) return 'left';
    if (wishes.is_paused) return 'paused';
    if (wishes.occasions?.length === 0) return 'unsubscribed';
    if (wishes.occasions && !wishes.occasions.includes(occasion)) return 'preference';
    if (rule_id === null || !active.has(rule_id)) return 'rule_off';
    return wishes.rule_ids.includes(rule_id) ? 'unsubscribed' : undefined;
  };
  const byReason = Map.groupBy(held, reasonAgainst);
  for (const [reason, alerts] of byReason) {
    if (!reason) continue;
    const ids = alerts.map(({ id }) => id);
    await settleHeld(client, ids, { state: 'skipped', reason });
  }
  return byReason.get(undefined) ?? [];
}

async function aloneAgain(client: Connection, project: AlertProject, held: HeldAlert) {
  const notification = held.notification_id ? await readNotification(client, held.notification_id) : undefined;
  const story = notification && (await readStory(client, notification));
  if (!notification || !story) return undefined;
  return messageOf(story, notification, project, { id: held.rule_id!, name: held.rule_name });
}

async function summaryOf(client: Connection, project: AlertProject, held: HeldAlert[]): Promise<AlertMessage> {
  const listed = held.slice(0, MOST_LISTED);
  const issues = await readAlertIssues(
    client,
    listed.flatMap(({ issue_id }) => issue_id ?? []),
  );
  const alerts = listed.map(({ occasion, issue_id, created_at }) => ({
    occasion,
    issue: issue_id ? issues.get(issue_id) : undefined,
    at: created_at,
  }));
  const why = held.some(({ reason }) => reason === 'hourly_limit') ? 'hourly_limit' : 'quiet_hours';
  return { kind: 'summary', content: { project: namedProject(project), alerts, total: held.length, why } };
}
