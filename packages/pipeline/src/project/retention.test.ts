import { expect, test } from 'vitest';
import { runWith } from '../testing/process.ts';
import { RECEIVED_AT } from '../testing/raw-message.ts';

const daysBefore = (days: number) => new Date(Date.parse(RECEIVED_AT) - days * 86_400_000).toISOString();
const timeOf = (retention_days: number | null, timestamp: string) =>
  runWith({ retention_days } as never, { timestamp }).events[0]!.event.timestamp;

test('an event that says it is older than its project keeps any happened when it was received', () => {
  const old = daysBefore(10);
  expect(timeOf(null, old)).toBe(old);
  expect(timeOf(30, old)).toBe(old);
  expect(timeOf(7, old)).toBe(RECEIVED_AT);
});

test('a project that keeps longer than the installation keeps no longer', () => {
  expect(timeOf(365, daysBefore(100))).toBe(RECEIVED_AT);
});
