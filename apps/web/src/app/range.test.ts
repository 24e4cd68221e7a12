import { expect, test } from 'vitest';
import { readRange, seriesQueryOf } from './range.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');

test('a range is asked for by hours while they are few, by days beyond', () => {
  expect(seriesQueryOf({ range: '24h' }, NOW)).toEqual({
    from: '2026-11-24T12:00:00.000Z',
    to: '2026-11-25T12:00:00.000Z',
    interval: '1h',
  });
  expect(seriesQueryOf({ range: '7d' }, NOW).interval).toBe('1h');
  expect(seriesQueryOf({}, NOW)).toMatchObject({ from: '2026-11-11T12:00:00.000Z', interval: '1d' });
});

test('a stretch between two times wins, and nonsense in an address counts as absent', () => {
  const stretch = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' };
  expect(readRange({ ...stretch, range: '7d' })).toEqual(stretch);
  expect(seriesQueryOf(stretch, NOW)).toEqual({ ...stretch, interval: '1h' });
  expect(readRange({ from: stretch.to, to: stretch.from, range: '7d' })).toEqual({ range: '7d' });
  expect(readRange({ range: 'a year', from: 'yesterday' })).toEqual({});
});
