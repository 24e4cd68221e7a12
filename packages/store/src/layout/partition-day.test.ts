import { expect, it } from 'vitest';
import { daysBetween, endOfDay, partitionName, partitionStart } from './partition-day.ts';

const at = (iso: string) => new Date(iso);

it('days are those that a span touches, both ends included', () => {
  const days = daysBetween(at('2024-02-28T23:59:59.999Z'), at('2024-03-01T00:00:00.000Z'));
  expect(days.map((day) => partitionName('event', day))).toEqual([
    'event_20240228',
    'event_20240229',
    'event_20240301',
  ]);
  expect(daysBetween(at('2024-03-01T10:00:00Z'), at('2024-03-01T09:00:00Z'))).toEqual([at('2024-03-01T00:00:00Z')]);
  expect(daysBetween(at('2024-03-02T00:00:00Z'), at('2024-03-01T09:00:00Z'))).toEqual([]);
});

it('a name says which day it is, and other names say nothing', () => {
  expect(partitionStart('event', 'event_20241231')).toEqual(at('2024-12-31T00:00:00Z'));
  expect(endOfDay(at('2024-12-31T00:00:00Z'))).toEqual(at('2025-01-01T00:00:00Z'));
  for (const name of ['event_pkey', 'event_2024123', 'event_20241231_pkey', 'other_20241231']) {
    expect(partitionStart('event', name)).toBeUndefined();
  }
});
