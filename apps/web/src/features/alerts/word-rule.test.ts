import type { Condition, Recipient, Trigger } from '@railguard/contract/alert-rules';
import { describe, expect, test } from 'vitest';
import { type Names, wordCondition, wordRecipient, wordRule, wordTrigger } from './word-rule.ts';

const names: Names = {
  member: (id) => (id === 'ada' ? 'Ada' : undefined),
  team: (id) => (id === 'checkout' ? 'Checkout' : undefined),
};
const rule = {
  triggers: [{ occasion: 'new_issue' }, { occasion: 'regression' }] as Trigger[],
  conditions: [{ field: 'level', at_least: 'error' }] as Condition[],
  recipients: [{ kind: 'project' }] as Recipient[],
  interval_minutes: 30,
};

describe('a rule in words', () => {
  test('is one sentence', () => {
    expect(wordRule(rule, names)).toBe(
      'When a new issue is seen or a resolved one comes back, if the level is at least error, ' +
        'mail the project’s people, at most once in 30 minutes for each issue.',
    );
  });

  test('leaves out what it does not ask for', () => {
    expect(wordRule({ ...rule, conditions: [], interval_minutes: 0 }, names)).toBe(
      'When a new issue is seen or a resolved one comes back, mail the project’s people.',
    );
  });

  test('says nothing of an interval where it tells of no single issue', () => {
    const digest: Trigger = { occasion: 'digest', every: 'week', hour: 8, time_zone: 'Europe/Berlin' };
    expect(wordRule({ ...rule, triggers: [digest] }, names)).toBe(
      'When the digest of the week is due, Mondays at 08:00 (Europe/Berlin), mail the project’s people.',
    );
  });

  test('calls an issue by its name before it calls one so', () => {
    const triggers: Trigger[] = [{ occasion: 'first_event' }, { occasion: 'unignored' }, { occasion: 'regression' }];
    expect(wordRule({ ...rule, conditions: [], triggers }, names)).toContain(
      'When the project gets its first event, an ignored issue is back, or a resolved one comes back',
    );
  });

  test('names the first of many', () => {
    const recipients = Array.from('abcdefgh', (name): Recipient => ({ kind: 'address', address: `${name}@x.org` }));
    expect(wordRule({ ...rule, conditions: [], recipients }, names)).toContain(
      'mail a@x.org, b@x.org, c@x.org, d@x.org, e@x.org, and 3 others',
    );
  });

  test('joins all conditions and all who are told', () => {
    const conditions: Condition[] = [
      { field: 'environment', is: 'one_of', values: ['production', 'staging'] },
      { field: 'handled', is: false },
    ];
    const recipients: Recipient[] = [{ kind: 'assignee' }, { kind: 'team', team_id: 'checkout' }];
    expect(wordRule({ ...rule, conditions, recipients }, names)).toContain(
      'if the environment is production or staging and the error was not handled, ' +
        'mail whoever it is assigned to and the team Checkout',
    );
  });
});

test.each<[Trigger, string]>([
  [{ occasion: 'events', count: 1_000, minutes: 60 }, 'an issue passes 1,000 events within an hour'],
  [{ occasion: 'users', count: 10, minutes: 5 }, 'an issue passes 10 users within 5 minutes'],
  [{ occasion: 'spike', factor: 2.5, minimum: 20 }, 'an issue has 2.5 times its usual events in an hour, at least 20'],
  [{ occasion: 'digest', every: 'day', hour: 0, time_zone: 'UTC' }, 'the digest of the day is due, at 00:00 (UTC)'],
])('the trigger %j', (trigger, words) => {
  expect(wordTrigger(trigger)).toBe(words);
});

test.each<[Condition, string]>([
  [{ field: 'environment', is: 'none_of', values: ['dev', 'test'] }, 'the environment is none of dev and test'],
  [{ field: 'release', is: 'one_of', values: ['shop@2'] }, 'the release is shop@2'],
  [{ field: 'tag', key: 'browser', is: 'one_of', values: ['Safari'] }, 'the tag browser is Safari'],
  [{ field: 'tag', key: 'browser', is: 'none_of', values: ['IE'] }, 'the tag browser is none of IE'],
  [{ field: 'text', is: 'lacks', value: 'timeout' }, 'its text lacks “timeout”'],
])('the condition %j', (condition, words) => {
  expect(wordCondition(condition)).toBe(words);
});

test('whoever is gone is told apart', () => {
  expect(wordRecipient({ kind: 'member', user_id: 'ada' }, names)).toBe('Ada');
  expect(wordRecipient({ kind: 'member', user_id: 'eve' }, names)).toBe('somebody who is gone');
  expect(wordRecipient({ kind: 'team', team_id: 'old' }, names)).toBe('a team that is gone');
  expect(wordRecipient({ kind: 'address', address: 'ops@example.com' }, names)).toBe('ops@example.com');
});

test('what is still to be written is left open', () => {
  const open = {
    triggers: [{ occasion: 'events', count: Number.NaN, minutes: Number.NaN }] as Trigger[],
    conditions: [{ field: 'tag', key: '', is: 'one_of', values: [] }] as Condition[],
    recipients: [{ kind: 'member', user_id: '' }] as Recipient[],
    interval_minutes: 0,
  };
  expect(wordRule(open, names)).toBe('When an issue passes … events within … minutes, if the tag … is …, mail ….');
});
