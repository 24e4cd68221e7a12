import { matches } from '@railguard/notify/rules/matches';
import { subjectOf } from '@railguard/notify/rules/subject-of';
import { verdictOf } from '@railguard/notify/rules/verdict';
import { eventTraits } from '@railguard/pipeline/event-traits';
import { holdAlerts, type NewAlert, readMailboxes, rulesAtRest, writeAlerts } from '@railguard/store/alerts/alerts';
import {
  type ActiveRule,
  type AlertProject,
  isFirstOfProject,
  readActiveRules,
  readAlertProject,
} from '@railguard/store/alerts/facts';
import { markDecided, type Notification, takeNotification } from '@railguard/store/alerts/notifications';
import { findPeople, type Person } from '@railguard/store/alerts/people';
import type { Database } from '@railguard/store/database';
import { type Connection, transaction } from '@railguard/store/transaction';
import type { AlertChannel } from './channels/channel.ts';
import { messageOf, readStory, type Story } from './message-of.ts';
import { readWishes } from './read-wishes.ts';

/**
 * Decides whom one notification is told by a channel, and writes both the decisions and what is to be sent, in one
 * transaction: a notification that comes again, or to two workers at once, finds it decided.
 */
export async function decide(database: Database, channel: AlertChannel, id: string): Promise<void> {
  const isSent = await transaction(database, async (client) => {
    const notification = await takeNotification(client, id, channel.name);
    if (!notification) return false;
    const project = await readAlertProject(client, notification.project_id);
    const story = project && (await readStory(client, notification));
    const sent = project && story ? await tell(client, channel, { notification, project, story }) : false;
    await markDecided(client, id, channel.name);
    return sent;
  });
  if (isSent) channel.wake();
}

interface Telling {
  notification: Notification;
  project: AlertProject;
  story: Story;
}

/** Whether anything is to be sent now. */
async function tell(client: Connection, channel: AlertChannel, telling: Telling): Promise<boolean> {
  const { notification, project, story } = telling;
  const rules = await rulesAbout(client, telling);
  if (rules.length === 0) return false;
  await holdAlerts(client, project.id);
  const issue = story.kind === 'issue' ? story.issue : undefined;
  const resting = issue ? await rulesAtRest(client, issue.id, rules, channel.name) : new Set<string>();
  const people = await peopleOf(client, telling, rules);
  const wishes = await readWishes(
    client,
    project.id,
    people.map(({ person }) => person),
  );
  const mailboxes = await readMailboxes(
    client,
    project.id,
    people.map(({ person }) => person.address),
  );
  const alerts: NewAlert[] = [];
  for (const { person, rules } of people) {
    const { address } = person;
    const verdict = verdictOf({
      occasion: notification.occasion,
      rules,
      resting,
      wishes: wishes.get(address)!,
      ...mailboxes.get(address)!,
      mailsPerHour: project.settings.mails_per_hour,
      now: new Date(),
    });
    const alert = {
      projectId: project.id,
      notificationId: notification.id,
      rule: verdict.rule,
      issueId: issue?.id ?? null,
      occasion: notification.occasion,
      channel: channel.name,
      person,
    };
    if (verdict.kind === 'send') {
      const message = messageOf(story, notification, project, verdict.rule);
      const reader = { ...person, timeZone: wishes.get(address)!.time_zone };
      const mailId = await channel.write(client, message, { reader, projectId: project.id });
      alerts.push({ ...alert, state: 'queued', mailId });
    } else if (verdict.kind === 'hold') {
      const { reason, releaseAt } = verdict;
      alerts.push({ ...alert, state: 'held', reason, releaseAt });
    } else {
      alerts.push({ ...alert, state: 'skipped', reason: verdict.reason });
    }
  }
  await writeAlerts(client, alerts);
  return alerts.some(({ state }) => state === 'queued');
}

/** The rules that this occasion is one of, and whose conditions hold. */
async function rulesAbout(client: Connection, { notification, project, story }: Telling): Promise<ActiveRule[]> {
  const { occasion, rule_id, issue_id } = notification;
  const active = await readActiveRules(client, project.id);
  // What one rule found by counting is its alone.
  if (rule_id) return active.filter(({ id }) => id === rule_id);
  if (story.kind === 'digest') return [];
  const { issue, event } = story;
  const subject = subjectOf(issue, event, event && eventTraits(event));
  const hasTrigger = ({ triggers }: ActiveRule, wanted: string) => triggers.some((each) => each.occasion === wanted);
  const about = active.filter((rule) => hasTrigger(rule, occasion) && matches(rule.conditions, subject));
  if (occasion !== 'new_issue' || !issue_id || !about.some((rule) => hasTrigger(rule, 'first_event'))) return about;
  // The first event of a project makes a new issue as well; a rule that looks for both says it once.
  if (!(await isFirstOfProject(client, issue_id))) return about;
  return about.filter((rule) => !hasTrigger(rule, 'first_event'));
}

/** Everybody whom some of the rules name, with those rules. */
async function peopleOf(client: Connection, { project, story }: Telling, rules: ActiveRule[]) {
  const issue = story.kind === 'issue' ? story.issue : undefined;
  const people = new Map<string, { person: Person; rules: ActiveRule[] }>();
  for (const rule of rules) {
    for (const person of await findPeople(client, project, rule.recipients, issue)) {
      const entry = people.get(person.address) ?? { person, rules: [] };
      entry.rules.push(rule);
      people.set(person.address, entry);
    }
  }
  return [...people.values()];
}
