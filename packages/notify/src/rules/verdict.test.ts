import { expect, test } from 'vitest';
import { roomInTheHour, type VerdictInput, verdictOf } from './verdict.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const wishes = {
  is_paused: false,
  quiet_from: null,
  quiet_to: null,
  time_zone: 'UTC',
  occasions: null,
  rule_ids: [],
};
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

function verdict(
  change: Partial<VerdictInput<{ id: string }>> = {},
  wish: Partial<VerdictInput<{ id: string }>['wishes']> = {},
) {
  const rules = [{ id: 'one' }, { id: 'two' }];
  const input = { occasion: 'new_issue', rules, resting: new Set<string>(), sent: [], mailsPerHour: 3 } as const;
  const { rule, ...rest } = verdictOf({
    ...input,
    rules,
    sent: [],
    heldFor: null,
    now: NOW,
    ...change,
    wishes: { ...wishes, ...wish },
  });
  return { rule: rule.id, ...rest };
}

test('is sent by the first rule, unless something speaks against it', () => {
  expect(verdict()).toEqual({ rule: 'one', kind: 'send' });
  expect(verdict({ resting: new Set(['one']) })).toEqual({ rule: 'two', kind: 'send' });
  expect(verdict({}, { rule_ids: ['one'] })).toEqual({ rule: 'two', kind: 'send' });
  expect(verdict({}, { occasions: ['new_issue'] })).toEqual({ rule: 'one', kind: 'send' });
});

test('is skipped, and says why', () => {
  expect(verdict({}, { is_paused: true })).toMatchObject({ kind: 'skip', reason: 'paused' });
  expect(verdict({}, { occasions: ['regression'] })).toMatchObject({ kind: 'skip', reason: 'preference' });
  expect(verdict({}, { occasions: [] })).toMatchObject({ kind: 'skip', reason: 'unsubscribed' });
  expect(verdict({}, { rule_ids: ['one', 'two'] })).toMatchObject({ kind: 'skip', reason: 'unsubscribed' });
  expect(verdict({ resting: new Set(['one', 'two']) })).toMatchObject({ kind: 'skip', reason: 'interval' });
  expect(verdict({ resting: new Set(['two']) }, { rule_ids: ['one'] })).toMatchObject({
    rule: 'two',
    reason: 'interval',
  });
});

test('is held in quiet hours, and where the hour is full', () => {
  const quiet = { quiet_from: '11:00', quiet_to: '13:00' };
  expect(verdict({}, quiet)).toMatchObject({
    kind: 'hold',
    reason: 'quiet_hours',
    releaseAt: new Date('2026-11-26T13:00:00Z'),
  });
  const full = [minutesAgo(50), minutesAgo(20), minutesAgo(1)];
  expect(verdict({ sent: full })).toMatchObject({ kind: 'hold', reason: 'hourly_limit', releaseAt: minutesAgo(-10) });
  expect(verdict({ sent: full.slice(1) })).toMatchObject({ kind: 'send' });
  expect(verdict({ heldFor: 'quiet_hours' })).toMatchObject({ kind: 'hold', reason: 'quiet_hours', releaseAt: NOW });
});

test('of any hour there are at most so many', () => {
  expect(roomInTheHour([minutesAgo(59), minutesAgo(5)], 3)).toBeUndefined();
  expect(roomInTheHour([minutesAgo(59), minutesAgo(30), minutesAgo(5)], 2)).toEqual(minutesAgo(-30));
});
