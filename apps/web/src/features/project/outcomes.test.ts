import { expect, test } from 'vitest';
import { outcomeChart, type Row, sumByReason } from './outcomes.ts';

const row = (time: string, outcome: Row['outcome'], reason: string, quantity: number): Row => ({
  time,
  category: 'error',
  outcome,
  reason,
  quantity,
});
const data = [
  row('2026-11-25T01:00:00Z', 'stored', '', 3),
  row('2026-11-25T01:00:00Z', 'rate_limited', 'key_limit', 2),
  row('2026-11-25T03:00:00Z', 'stored', '', 4),
];

test('every bucket of the range has a count, and outcomes that nothing met are left out', () => {
  const totals = {} as never;
  const chart = outcomeChart({ from: '2026-11-25T01:20:00Z', to: '2026-11-25T04:00:00Z', totals, data }, '1h');
  expect(chart.times.map((time) => new Date(time).toISOString().slice(11, 16))).toEqual(['01:00', '02:00', '03:00']);
  expect(chart.series.map(({ label, values }) => [label, values])).toEqual([
    ['Stored', [3, 0, 4]],
    ['Rate limited', [2, 0, 0]],
  ]);
});

test('the sum of a reason is of all buckets, the greatest first', () => {
  expect(sumByReason(data)).toEqual([
    { outcome: 'stored', reason: '', quantity: 7 },
    { outcome: 'rate_limited', reason: 'key_limit', quantity: 2 },
  ]);
});
