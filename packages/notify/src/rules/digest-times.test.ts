import type { Trigger } from '@railguard/protocol/alert-rule';
import { expect, test } from 'vitest';
import { digestSpan, nextDigestAt } from './digest-times.ts';

const daily: Trigger = { occasion: 'digest', every: 'day', hour: 8, time_zone: 'Europe/Berlin' };
const weekly: Trigger = { ...daily, every: 'week' };
// A Thursday; Berlin is an hour ahead.
const THURSDAY = new Date('2026-11-26T06:59:00Z');

test('the next digest', () => {
  expect(nextDigestAt([daily], THURSDAY)?.toISOString()).toBe('2026-11-26T07:00:00.000Z');
  expect(nextDigestAt([daily], new Date('2026-11-26T07:00:00Z'))?.toISOString()).toBe('2026-11-27T07:00:00.000Z');
  expect(nextDigestAt([weekly], THURSDAY)?.toISOString()).toBe('2026-11-30T07:00:00.000Z');
  expect(nextDigestAt([weekly, daily], THURSDAY)?.toISOString()).toBe('2026-11-26T07:00:00.000Z');
  expect(nextDigestAt([{ occasion: 'new_issue' }], THURSDAY)).toBeNull();
});

test('a digest reports its day or its week', () => {
  const due = new Date('2026-11-30T07:00:00Z');
  const span = (triggers: Trigger[]) => {
    const { from, to, next } = digestSpan(triggers, due, due);
    return [from, to, next].map((time) => time?.toISOString().slice(0, 10));
  };
  expect(span([daily])).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
  expect(span([weekly])).toEqual(['2026-11-23', '2026-11-30', '2026-12-07']);
  expect(span([daily, weekly])).toEqual(['2026-11-23', '2026-11-30', '2026-12-01']);
});

test('days that were slept through are in one digest', () => {
  const { from, to, next } = digestSpan([daily], new Date('2026-11-20T07:00:00Z'), THURSDAY);
  expect([from, to, next].map((time) => time?.toISOString())).toEqual([
    '2026-11-19T07:00:00.000Z',
    '2026-11-25T07:00:00.000Z',
    '2026-11-26T07:00:00.000Z',
  ]);
});

test('a clock that is behind the database has none come twice', () => {
  const due = new Date('2026-11-26T07:00:00Z');
  const { to, next } = digestSpan([daily], due, THURSDAY);
  expect([to, next?.toISOString()]).toEqual([due, '2026-11-27T07:00:00.000Z']);
});

test('the day on which clocks are changed has its own length', () => {
  // On 25 October 2026 the clock goes from 3 to 2.
  const due = new Date('2026-10-26T07:00:00Z');
  expect(digestSpan([daily], due, due).from.toISOString()).toBe('2026-10-25T07:00:00.000Z');
  const changed = new Date('2026-10-25T07:00:00Z');
  expect(digestSpan([daily], changed, changed).from.toISOString()).toBe('2026-10-24T06:00:00.000Z');
});
