import type { AlertRuleInput } from '@railguard/contract/alert-rules';
import { expect, test } from 'vitest';
import { changedParts, draftOf, isSameRule, NEW_RULE, newCondition, newTrigger, rowOf, ruleOf } from './rule-draft.ts';

const rule: Omit<AlertRuleInput, 'is_enabled'> = {
  name: 'Payment',
  triggers: [{ occasion: 'events', count: 10, minutes: 60 }],
  conditions: [{ field: 'tag', key: 'browser', is: 'one_of', values: ['Safari'] }],
  recipients: [{ kind: 'assignee' }],
  interval_minutes: 30,
};

test('a rule comes back from its draft as it was, its name without room around it', () => {
  expect(ruleOf(draftOf(rule))).toEqual(rule);
  expect(ruleOf({ ...draftOf(rule), name: '  Payment ' })).toEqual(rule);
});

test('entries are told apart also where they are the same', () => {
  const keys = draftOf({ ...rule, triggers: [...rule.triggers, ...rule.triggers] }).triggers.map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
  expect(keys).not.toContain(rowOf(null).key);
});

test('rules are the same whatever order their fields have, and not whatever order their entries have', () => {
  const turned = { ...rule, triggers: [{ minutes: 60, count: 10, occasion: 'events' as const }] };
  expect(isSameRule(rule, turned)).toBe(true);
  expect(isSameRule(rule, { ...rule, interval_minutes: 60 })).toBe(false);
  expect(isSameRule(NEW_RULE, { ...NEW_RULE, triggers: [] })).toBe(false);
});

test('what is added is ready to be used, or open where only its author knows', () => {
  expect(newTrigger('digest', 'Europe/Berlin')).toEqual({
    occasion: 'digest',
    every: 'day',
    hour: 8,
    time_zone: 'Europe/Berlin',
  });
  expect(newTrigger('regression', 'UTC')).toEqual({ occasion: 'regression' });
  expect(newCondition('environment')).toEqual({ field: 'environment', is: 'one_of', values: [] });
});

test('only what was changed is another part', () => {
  const rule = { ...NEW_RULE, name: 'Payments' };
  expect(changedParts(rule, { ...rule })).toEqual({});
  const other = { ...rule, interval_minutes: 5, triggers: [{ occasion: 'regression' as const }] };
  expect(changedParts(other, rule)).toEqual({ interval_minutes: 5, triggers: [{ occasion: 'regression' }] });
});
