import { expect, test } from 'vitest';
import { checkReadiness } from './health.ts';

test('everything that answers makes the process ready', async () => {
  const readiness = await checkReadiness({ database: async () => 1, queue: async () => undefined });
  expect(readiness).toEqual({ status: 'ok', checks: { database: 'ok', queue: 'ok' } });
});

test('one dependency that fails makes it unavailable and says which and why', async () => {
  const readiness = await checkReadiness({
    database: async () => 1,
    queue: () => Promise.reject(new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:5672')])),
  });
  expect(readiness).toEqual({
    status: 'unavailable',
    checks: { database: 'ok', queue: 'error: connect ECONNREFUSED 127.0.0.1:5672' },
  });
});

test('a dependency that never answers counts as down after the timeout', async () => {
  const readiness = await checkReadiness({ database: () => new Promise(() => {}) }, 20);
  expect(readiness).toEqual({ status: 'unavailable', checks: { database: 'error: no answer within 20 ms' } });
});
