import { passesOfEvents, passesOfUsers, spikes } from '@railguard/notify/preview/counted';
import { nextDigestAt } from '@railguard/notify/rules/digest-times';
import { matches } from '@railguard/notify/rules/matches';
import { subjectOf } from '@railguard/notify/rules/subject-of';
import { eventTraits } from '@railguard/pipeline/event-traits';
import { userIdentity } from '@railguard/pipeline/user-identity';
import type { AlertRuleInput, Trigger } from '@railguard/protocol/alert-rule';
import { readAlertEvent, readAlertIssues, readAlertProject } from '@railguard/store/alerts/facts';
import {
  type PastEvent,
  type PastOccasion,
  readPastEvents,
  readPastHours,
  readPastOccasions,
} from '@railguard/store/alerts/past';
import { findPeople } from '@railguard/store/alerts/people';
import type { Database } from '@railguard/store/database';
import { decodePayload } from '@railguard/store/payload';

const DAYS = 14;
const DAY_MS = 86_400_000;
/** What one request may read; where there is more, the answer says that it is not whole. */
const MOST_OCCASIONS = 500;
const MOST_EVENTS = 100_000;
const MOST_WHOLE_EVENTS = 10_000;
const MOST_HOURS = 200_000;
const SHOWN = 100;
/** Decoded in a row: a few milliseconds, before others have their turn. */
const DECODED_AT_ONCE = 100;

type Rule = Pick<AlertRuleInput, 'triggers' | 'conditions' | 'recipients' | 'interval_minutes'>;

/** What a rule would have told of in the last 14 days, had it been there. undefined where the project is gone. */
export async function previewRule(database: Database, projectId: string, rule: Rule, now = new Date()) {
  const project = await readAlertProject(database.pool, projectId);
  if (!project) return undefined;
  const from = new Date(now.getTime() - DAYS * DAY_MS);
  let isComplete = true;
  const found: PastOccasion[] = [];
  for (const trigger of rule.triggers) {
    const { occasions, isWhole } = await occasionsOf(database, projectId, trigger, rule, from, now);
    found.push(...occasions);
    isComplete &&= isWhole;
  }
  found.sort((a, b) => b.at.getTime() - a.at.getTime());
  if (found.length > MOST_OCCASIONS) isComplete = false;
  const looked = found.slice(0, MOST_OCCASIONS);
  const issues = await readAlertIssues(
    database.pool,
    looked.flatMap(({ issue_id }) => issue_id ?? []),
  );
  const people = new Set<string>();
  const isSameForAll = rule.recipients.every(({ kind }) => kind !== 'assignee');
  const everybody = isSameForAll ? await findPeople(database.pool, project, rule.recipients, undefined) : undefined;
  const firsts = new Set(looked.filter(({ occasion }) => occasion === 'first_event').map(({ issue_id }) => issue_id));
  const told = [];
  const lastOf = new Map<string, number>();
  for (const { at, occasion, issue_id, event_id } of looked.reverse()) {
    const issue = issue_id ? issues.get(issue_id) : undefined;
    if (issue_id && !issue) continue;
    // As when it is decided: the first event of a project makes a new issue as well.
    if (occasion === 'new_issue' && firsts.has(issue_id)) continue;
    if (issue && rule.conditions.length > 0) {
      const event = await readAlertEvent(database.pool, { project_id: projectId, event_id, created_at: at });
      if (!matches(rule.conditions, subjectOf(issue, event, event && eventTraits(event)))) continue;
    }
    const last = issue && lastOf.get(issue.id);
    if (last !== undefined && at.getTime() - last < rule.interval_minutes * 60_000) continue;
    if (issue) lastOf.set(issue.id, at.getTime());
    const readers = everybody ?? (await findPeople(database.pool, project, rule.recipients, issue));
    for (const { address } of readers) people.add(address);
    told.push({
      at: at.toISOString(),
      occasion,
      issue: issue ? { id: issue.id, short_id: issue.short_id, title: issue.title } : null,
      mails: readers.length,
    });
  }
  return {
    from: from.toISOString(),
    to: now.toISOString(),
    mails: told.reduce((sum, { mails }) => sum + mails, 0),
    people: people.size,
    occasions: told.length,
    is_complete: isComplete,
    data: told.reverse().slice(0, SHOWN),
  };
}

async function occasionsOf(
  { pool }: Database,
  projectId: string,
  trigger: Trigger,
  { interval_minutes }: Rule,
  from: Date,
  now: Date,
): Promise<{ occasions: PastOccasion[]; isWhole: boolean }> {
  const { occasion } = trigger;
  const counted = (seen: { at: Date; issue_id: string; event_id?: string }[]): PastOccasion[] =>
    seen.map(({ at, issue_id, event_id = null }) => ({ at, occasion, issue_id, event_id }));
  if (trigger.occasion === 'digest') return { occasions: digests(trigger, from, now), isWhole: true };
  if (trigger.occasion === 'spike') {
    const since = new Date(from.getTime() - 7 * DAY_MS);
    const hours = await readPastHours(pool, projectId, { from: since, limit: MOST_HOURS });
    const restMinutes = Math.max(60, interval_minutes);
    return { occasions: counted(spikes(hours, { ...trigger, from, restMinutes })), isWhole: hours.length < MOST_HOURS };
  }
  if (trigger.occasion === 'events' || trigger.occasion === 'users') {
    const whole = trigger.occasion === 'users';
    const limit = whole ? MOST_WHOLE_EVENTS : MOST_EVENTS;
    const events = await readPastEvents(pool, projectId, { from, limit, whole });
    const rest = { ...trigger, restMinutes: Math.max(trigger.minutes, interval_minutes) };
    const passed = whole
      ? passesOfUsers(await withUsers(events), ({ user }) => user, rest)
      : passesOfEvents(events, rest);
    return { occasions: counted(passed), isWhole: events.length < limit };
  }
  const past = await readPastOccasions(pool, projectId, { from, occasions: [occasion], limit: MOST_OCCASIONS });
  return { occasions: past, isWhole: past.length < MOST_OCCASIONS };
}

async function withUsers(events: PastEvent[]) {
  const seen: (PastEvent & { user: string | undefined })[] = [];
  for (const { payload, ...event } of events) {
    seen.push({ ...event, user: payload && userIdentity(decodePayload(payload)) });
    if (seen.length % DECODED_AT_ONCE === 0) await new Promise(setImmediate);
  }
  return seen;
}

function digests(trigger: Trigger, from: Date, now: Date): PastOccasion[] {
  const all: PastOccasion[] = [];
  for (let at = nextDigestAt([trigger], from); at && at <= now; at = nextDigestAt([trigger], at)) {
    all.push({ at, occasion: 'digest', issue_id: null, event_id: null });
  }
  return all;
}
