import { expect, test } from 'vitest';
import { checkReadiness } from './health.ts';

test('everything that answers makes the process ready', async () => {
  const readiness = await checkReadiness({ database: async () => 1, queue: async () => undefined });
  expect(readiness).toEqual({ status: 'ok', checks: { database: 'ok', queue: 'ok' } });
});

test('one dependency that fails makes it unavailable: the answer says which, and only the callback hears why', async () => {
  const reason = new Error('password authentication failed for user "railguard" at 10.0.0.7');
  const down: [string, unknown][] = [];
  const readiness = await checkReadiness(
    { database: async () => 1, queue: () => Promise.reject(reason) },
    (name, error) => down.push([name, error]),
  );
  expect(readiness).toEqual({ status: 'unavailable', checks: { database: 'ok', queue: 'unavailable' } });
  expect(down).toEqual([['queue', reason]]);
});

test('a dependency that never answers counts as down after the timeout', async () => {
  const readiness = await checkReadiness({ database: () => new Promise(() => {}) }, undefined, 20);
  expect(readiness).toEqual({ status: 'unavailable', checks: { database: 'unavailable' } });
});
