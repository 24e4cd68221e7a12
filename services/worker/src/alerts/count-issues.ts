import type { Log } from '@railguard/kit/log';
import { matches } from '@railguard/notify/rules/matches';
import { subjectOf } from '@railguard/notify/rules/subject-of';
import { eventTraits } from '@railguard/pipeline/event-traits';
import type { Trigger } from '@railguard/protocol/alert-rule';
import type { Event } from '@railguard/protocol/event';
import { rulesAtRest } from '@railguard/store/alerts/alerts';
import {
  countRecentEvents,
  countRecentUsers,
  findChangedIssues,
  fireRule,
  forgetChanged,
  hasFired,
  latestEventId,
  usualEventsPerHour,
} from '@railguard/store/alerts/counting';
import {
  type ActiveRule,
  type AlertIssue,
  readActiveRules,
  readAlertEvent,
  readAlertIssues,
} from '@railguard/store/alerts/facts';
import type { AlertFacts } from '@railguard/store/alerts/notifications';
import type { Database } from '@railguard/store/database';
import { concernsOne } from '../concerns-one.ts';

type CountingTrigger = Extract<Trigger, { occasion: 'events' | 'users' | 'spike' }>;

const ISSUES_AT_ONCE = 200;
/** What is far beyond the threshold need not be counted to the end. */
const COUNT_BEYOND = 10;
const SPIKE_MINUTES = 60;

/**
 * Looks at the issues that got events and whose projects have rules that count, and writes a notification where a rule
 * finds what it looks for. Answers how many issues it looked at, where there may be more.
 *
 *     event stored ─► issue_watch ─► looked at ─┬─► not enough, or told of lately: forgotten until the next event
 *                                               └─► notification, as any other from here on
 */
export async function countIssues(database: Database, log: Log): Promise<number> {
  const changed = await findChangedIssues(database.pool, ISSUES_AT_ONCE);
  if (changed.length === 0) return 0;
  const issues = await readAlertIssues(
    database.pool,
    changed.map(({ issue_id }) => issue_id),
  );
  for (const [projectId, ofProject] of Map.groupBy(changed, ({ project_id }) => project_id)) {
    const rules = await readActiveRules(database.pool, projectId);
    for (const { issue_id } of ofProject) {
      const issue = issues.get(issue_id);
      // What is ignored or resolved is nobody's concern until it comes back, which is an occasion of its own.
      if (issue?.status !== 'unresolved') continue;
      try {
        await lookAt(database, projectId, issue, rules);
      } catch (error) {
        if (!concernsOne(error)) throw error;
        log.error(
          { err: error, issue: issue_id },
          'an issue could not be counted for alert rules, and waits for its next event',
        );
      }
    }
  }
  await forgetChanged(database.pool, changed);
  // Under steady traffic there is always one; those that came meanwhile wait for the next look.
  return changed.length === ISSUES_AT_ONCE ? changed.length : 0;
}

async function lookAt(database: Database, projectId: string, issue: AlertIssue, rules: ActiveRule[]): Promise<void> {
  let latest: { id: string; event: Event | undefined } | undefined;
  for (const rule of rules) {
    for (const trigger of rule.triggers) {
      if (!isCounting(trigger)) continue;
      const minutes = 'minutes' in trigger ? trigger.minutes : undefined;
      const finding = { ruleId: rule.id, issueId: issue.id, occasion: trigger.occasion, minutes };
      const restMinutes = Math.max(rule.interval_minutes, minutes ?? SPIKE_MINUTES);
      if (await hasFired(database.pool, finding, restMinutes)) continue;
      const facts = await look(database, issue.id, trigger);
      if (!facts) continue;
      latest ??= await readLatest(database, projectId, issue.id);
      if (!latest) continue;
      const subject = subjectOf(issue, latest.event, latest.event && eventTraits(latest.event));
      if (!matches(rule.conditions, subject)) continue;
      // What it told of lately would be skipped, and then be silent for the whole of its time: it is found later.
      if ((await rulesAtRest(database.pool, issue.id, [rule])).size > 0) continue;
      await fireRule(database, finding, { projectId, eventId: latest.id, facts }, restMinutes);
    }
  }
}

function isCounting(trigger: Trigger): trigger is CountingTrigger {
  return ['events', 'users', 'spike'].includes(trigger.occasion);
}

/** What the trigger found; undefined where it is not enough. */
async function look(database: Database, issueId: string, trigger: CountingTrigger): Promise<AlertFacts | undefined> {
  if (trigger.occasion === 'spike') {
    const usual = await usualEventsPerHour(database.pool, issueId);
    if (usual === undefined) return undefined;
    const least = Math.max(trigger.minimum, Math.ceil(trigger.factor * usual));
    const count = await countRecentEvents(database.pool, issueId, SPIKE_MINUTES, least * COUNT_BEYOND);
    return count >= least ? { count, usual_per_hour: Math.round(usual * 10) / 10 } : undefined;
  }
  const { minutes } = trigger;
  const counting = trigger.occasion === 'events' ? countRecentEvents : countRecentUsers;
  const count = await counting(database.pool, issueId, minutes, trigger.count * COUNT_BEYOND);
  return count >= trigger.count ? { count, minutes } : undefined;
}

async function readLatest(database: Database, project_id: string, issueId: string) {
  const id = await latestEventId(database.pool, issueId);
  if (id === undefined) return undefined;
  return { id, event: await readAlertEvent(database.pool, { project_id, event_id: id, created_at: new Date() }) };
}
