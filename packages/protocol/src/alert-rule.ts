import type { Level } from './level.ts';

/**
 * What people can be told of.
 *
 * - `new_issue`: an issue that was not there before; `first_event`: the first event a project ever got
 * - `regression`: an issue that was resolved is seen again; `unignored`: the condition of an ignored one ran out
 * - `events`, `users`: an issue passes so many within a time; `spike`: it comes far more often than it usually does
 * - `digest`: the day or the week in one mail
 */
export const OCCASIONS = [
  'new_issue',
  'regression',
  'unignored',
  'first_event',
  'events',
  'users',
  'spike',
  'digest',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** WHEN: any one of a rule's triggers is enough. */
export type Trigger =
  | { occasion: 'new_issue' | 'regression' | 'unignored' | 'first_event' }
  | { occasion: 'events' | 'users'; count: number; minutes: number }
  /** The events of the last hour are at least `minimum`, and so many times the hourly average of the week before. */
  | { occasion: 'spike'; factor: number; minimum: number }
  /** `hour` of the day in the time zone; of the week it is Monday's. */
  | { occasion: 'digest'; every: 'day' | 'week'; hour: number; time_zone: string };

/** IF: all of a rule's conditions must hold, for the event that made the occasion. */
export type Condition =
  | { field: 'level'; at_least: Level }
  | { field: 'environment' | 'release'; is: 'one_of' | 'none_of'; values: string[] }
  | { field: 'tag'; key: string; is: 'one_of' | 'none_of'; values: string[] }
  /** Of title, culprit and message; letter case does not matter. */
  | { field: 'text'; is: 'contains' | 'lacks'; value: string }
  | { field: 'handled'; is: boolean };

/** THEN: who is told. */
export type Recipient =
  /** The members of the project's teams; everybody in the organisation where it has none. */
  | { kind: 'project' }
  | { kind: 'assignee' }
  | { kind: 'member'; user_id: string }
  | { kind: 'team'; team_id: string }
  | { kind: 'address'; address: string };

export interface AlertRuleInput {
  name: string;
  is_enabled: boolean;
  triggers: Trigger[];
  conditions: Condition[];
  recipients: Recipient[];
  /** Minutes in which a rule tells of one issue at most once. */
  interval_minutes: number;
}

/** How many rules a project may have. */
export const MOST_ALERT_RULES = 50;

/** What every new project has. */
export const DEFAULT_ALERT_RULE: AlertRuleInput = {
  name: 'New and recurring issues',
  is_enabled: true,
  triggers: [
    { occasion: 'first_event' },
    { occasion: 'new_issue' },
    { occasion: 'regression' },
    { occasion: 'unignored' },
  ],
  conditions: [],
  recipients: [{ kind: 'project' }],
  interval_minutes: 30,
};

/**
 * What became of an alert to one person.
 *
 *     decided ─┬─► sending ─► sent / failed / kept (there is no mail server)
 *              ├─► held, in quiet hours or for its hour's limit ─┬─► sending, alone
 *              │                                                 └─► folded into one mail with others
 *              └─► skipped, and why
 */
export const ALERT_STATES = ['sending', 'sent', 'failed', 'kept', 'held', 'folded', 'skipped'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Why an alert is held or was skipped. */
export const ALERT_REASONS = [
  'quiet_hours',
  'hourly_limit',
  'interval',
  'paused',
  'preference',
  'unsubscribed',
  // While it waited, its rule was muted, switched off or deleted, or the person left or has another address.
  'rule_off',
  'left',
] as const;
export type AlertReason = (typeof ALERT_REASONS)[number];
