import type { Condition } from '@railguard/protocol/alert-rule';
import type { Event } from '@railguard/protocol/event';
import { expect, test } from 'vitest';
import { matches } from './matches.ts';
import { subjectOf } from './subject-of.ts';

const issue = {
  title: 'TypeError: x is undefined',
  culprit: 'cart.js in pay',
  level: 'error',
  handled: false,
} as const;
const traits = { handled: false, tags: { plan: 'pro', 'browser.name': 'Firefox' } };
const event: Event = {
  event_id: 'a'.repeat(32),
  type: 'error',
  timestamp: '2026-11-26T12:00:00.000Z',
  level: 'error',
  platform: 'javascript',
  message: 'Checkout failed',
  environment: 'production',
  release: 'shop@1.2.3',
};

test.each<[Condition, boolean]>([
  [{ field: 'level', at_least: 'error' }, true],
  [{ field: 'level', at_least: 'warning' }, true],
  [{ field: 'level', at_least: 'fatal' }, false],
  [{ field: 'environment', is: 'one_of', values: ['staging', 'production'] }, true],
  [{ field: 'environment', is: 'none_of', values: ['production'] }, false],
  [{ field: 'release', is: 'one_of', values: ['shop@1.2'] }, false],
  [{ field: 'tag', key: 'plan', is: 'one_of', values: ['pro'] }, true],
  [{ field: 'tag', key: 'browser.name', is: 'one_of', values: ['Firefox'] }, true],
  [{ field: 'tag', key: 'absent', is: 'one_of', values: ['x'] }, false],
  [{ field: 'tag', key: 'absent', is: 'none_of', values: ['x'] }, true],
  [{ field: 'tag', key: '__proto__', is: 'none_of', values: ['x'] }, true],
  [{ field: 'text', is: 'contains', value: 'CHECKOUT' }, true],
  [{ field: 'text', is: 'contains', value: 'cart.js' }, true],
  [{ field: 'text', is: 'lacks', value: 'typeerror' }, false],
  [{ field: 'handled', is: false }, true],
  [{ field: 'handled', is: true }, false],
])('%j: %s', (condition, result) => {
  expect(matches([condition], subjectOf(issue, event, traits))).toBe(result);
});

test('all conditions must hold, and none is no hindrance', () => {
  const good: Condition = { field: 'handled', is: false };
  expect(matches([], subjectOf(issue, event, traits))).toBe(true);
  expect(matches([good, { field: 'level', at_least: 'fatal' }], subjectOf(issue, event, traits))).toBe(false);
});

test('where the event is gone, the issue is all there is', () => {
  const subject = subjectOf(issue, undefined, undefined);
  expect(
    matches(
      [
        { field: 'level', at_least: 'error' },
        { field: 'handled', is: false },
      ],
      subject,
    ),
  ).toBe(true);
  expect(matches([{ field: 'environment', is: 'one_of', values: ['production'] }], subject)).toBe(false);
});
