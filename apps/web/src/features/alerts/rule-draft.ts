import type { AlertRuleInput, Condition, Occasion, Recipient, Trigger } from '@railguard/contract/alert-rules';

/** An entry of a list that is edited, and what tells it from the others while it changes. */
export interface Row<Value> {
  key: number;
  value: Value;
}

/** A rule while it is edited. Numbers are NaN, and texts empty, until something is written. */
export interface RuleDraft {
  name: string;
  triggers: Row<Trigger>[];
  conditions: Row<Condition>[];
  recipients: Row<Recipient>[];
  interval_minutes: number;
}

export type Rule = Omit<AlertRuleInput, 'is_enabled'>;

/** What a new rule begins with. */
export const NEW_RULE: Rule = {
  name: '',
  triggers: [{ occasion: 'new_issue' }],
  conditions: [],
  recipients: [{ kind: 'project' }],
  interval_minutes: 30,
};

let last = 0;

export function rowOf<Value>(value: Value): Row<Value> {
  last += 1;
  return { key: last, value };
}

export function draftOf({ name, triggers, conditions, recipients, interval_minutes }: Rule): RuleDraft {
  return {
    name,
    triggers: triggers.map(rowOf),
    conditions: conditions.map(rowOf),
    recipients: recipients.map(rowOf),
    interval_minutes,
  };
}

export function ruleOf({ name, triggers, conditions, recipients, interval_minutes }: RuleDraft): Rule {
  return {
    name: name.trim(),
    triggers: triggers.map(({ value }) => value),
    conditions: conditions.map(({ value }) => value),
    recipients: recipients.map(({ value }) => value),
    interval_minutes,
  };
}

const PARTS = ['name', 'triggers', 'conditions', 'recipients', 'interval_minutes'] as const;

/** Whether two rules say the same, in the same order. */
export function isSameRule(one: Rule, other: Rule): boolean {
  return Object.keys(changedParts(one, other)).length === 0;
}

/** The parts of a rule that say something else than those of another. */
export function changedParts(rule: Rule, other: Rule): Partial<Rule> {
  const isChanged = (part: (typeof PARTS)[number]) =>
    JSON.stringify(rule[part], inOrder) !== JSON.stringify(other[part], inOrder);
  return Object.fromEntries(PARTS.filter(isChanged).map((part) => [part, rule[part]]));
}

/** The server may name the fields of an entry in another order. */
function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** @param timeZone of whoever adds it */
export function newTrigger(occasion: Occasion, timeZone: string): Trigger {
  switch (occasion) {
    case 'events':
    case 'users':
      return { occasion, count: occasion === 'events' ? 100 : 10, minutes: 60 };
    case 'spike':
      return { occasion, factor: 5, minimum: 20 };
    case 'digest':
      return { occasion, every: 'day', hour: 8, time_zone: timeZone };
    default:
      return { occasion };
  }
}

export function newCondition(field: Condition['field']): Condition {
  switch (field) {
    case 'level':
      return { field, at_least: 'error' };
    case 'environment':
    case 'release':
      return { field, is: 'one_of', values: [] };
    case 'tag':
      return { field, key: '', is: 'one_of', values: [] };
    case 'text':
      return { field, is: 'contains', value: '' };
    case 'handled':
      return { field, is: false };
  }
}

export function newRecipient(kind: Recipient['kind']): Recipient {
  switch (kind) {
    case 'member':
      return { kind, user_id: '' };
    case 'team':
      return { kind, team_id: '' };
    case 'address':
      return { kind, address: '' };
    default:
      return { kind };
  }
}
