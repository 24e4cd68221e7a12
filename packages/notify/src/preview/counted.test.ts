import { expect, test } from 'vitest';
import { passesOfEvents, passesOfUsers, spikes } from './counted.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 0, minute));
const events = (...minutes: number[]) => minutes.map((minute) => ({ at: at(minute), issue_id: 'one' }));
const minutesOf = (found: { at: Date }[]) => found.map(({ at }) => (at.getTime() - Date.UTC(2026, 10, 26)) / 60_000);

test('events are counted in a window that slides, and an issue rests after it was told', () => {
  const rule = { count: 3, minutes: 10, restMinutes: 10 };
  expect(minutesOf(passesOfEvents(events(0, 4, 11, 12, 13, 14, 30, 31, 32), rule))).toEqual([12, 32]);
  expect(passesOfEvents([...events(0, 1), { at: at(2), issue_id: 'other' }], rule)).toEqual([]);
});

test('users are counted once each', () => {
  const seen = [0, 1, 2, 3, 20].map((minute, index) => ({
    ...events(minute)[0]!,
    user: ['a', 'a', 'b', 'c', 'd'][index],
  }));
  const rule = { count: 3, minutes: 10, restMinutes: 60 };
  expect(minutesOf(passesOfUsers(seen, ({ user }) => user, rule))).toEqual([3]);
  expect(passesOfUsers(seen, () => undefined, rule)).toEqual([]);
});

test('a spike is an hour far above the week before it', () => {
  const first_seen = new Date(Date.UTC(2026, 10, 1));
  const hour = (index: number, events: number) => ({
    issue_id: 'one',
    hour: new Date(Date.UTC(2026, 10, 20, index)),
    events,
    first_seen,
  });
  const usual = Array.from({ length: 48 }, (_, index) => hour(index, 2));
  const rule = { factor: 5, minimum: 5, from: new Date(Date.UTC(2026, 10, 20)), restMinutes: 60 };
  expect(spikes([...usual, hour(48, 4)], rule)).toEqual([]);
  expect(spikes([...usual, hour(48, 12)], rule)).toMatchObject([{ at: hour(48, 0).hour }]);
  expect(spikes([{ ...hour(48, 50), first_seen: hour(40, 0).hour }], rule)).toEqual([]);
});
