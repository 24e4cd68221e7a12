import { expect, test } from 'vitest';
import { endOfQuietHours, isTimeZone } from './quiet-hours.ts';

const BERLIN = { from: '22:00', to: '07:30', timeZone: 'Europe/Berlin' };

test.each([
  // Winter is UTC+1.
  ['before they begin', '2026-11-26T20:59:59Z', undefined],
  ['as they begin', '2026-11-26T21:00:00Z', '2026-11-27T06:30:00.000Z'],
  ['after midnight', '2026-11-27T02:00:00Z', '2026-11-27T06:30:00.000Z'],
  ['as they end', '2026-11-27T06:30:00Z', undefined],
  // On 29 March 2026 the clock goes from 2 to 3.
  ['in the night that loses an hour', '2026-03-28T23:00:00Z', '2026-03-29T05:30:00.000Z'],
])('over midnight: %s', (_name, now, end) => {
  expect(endOfQuietHours(new Date(now), BERLIN)?.toISOString()).toBe(end);
});

test('within a day', () => {
  const lunch = { from: '12:00', to: '13:00', timeZone: 'UTC' };
  expect(endOfQuietHours(new Date('2026-01-01T12:30:00Z'), lunch)?.toISOString()).toBe('2026-01-01T13:00:00.000Z');
  expect(endOfQuietHours(new Date('2026-01-01T13:00:00Z'), lunch)).toBeUndefined();
  expect(endOfQuietHours(new Date('2026-01-01T12:30:00Z'), { ...lunch, to: '12:00' })).toBeUndefined();
});

test('an end that the clock jumps over is when it has jumped', () => {
  const hours = { from: '01:00', to: '02:30', timeZone: 'Europe/Berlin' };
  expect(endOfQuietHours(new Date('2026-03-29T00:10:00Z'), hours)?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

test('an end in the hour that comes twice is in the second of them', () => {
  const hours = { from: '22:00', to: '02:30', timeZone: 'Europe/Berlin' };
  // On 25 October 2026 it is 2:10 at 0:10 and again at 1:10 UTC.
  const endOf = (now: string) => endOfQuietHours(new Date(now), hours)?.toISOString();
  expect(endOf('2026-10-25T00:10:00Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(endOf('2026-10-25T01:10:00Z')).toBe('2026-10-25T01:30:00.000Z');
});

test('time zones', () => {
  expect(['UTC', 'Europe/Berlin', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  expect(['2021-08-19T17:30Z', '2021-08-19T17:30[Europe/Berlin]'].map(isTimeZone)).toEqual([false, false]);
});
