import { ProblemError } from '@railguard/contract/problem';
import { expect, test } from 'vitest';
import { problemReply } from './problem-reply.ts';

test('a catalogue error keeps its code, status and whole-second Retry-After', () => {
  const reply = problemReply(new ProblemError('rate_limited', undefined, { retryAfterSeconds: 1.2 }), 'req-1');
  expect(reply.status).toBe(429);
  expect(reply.headers).toEqual({ 'content-type': 'application/problem+json', 'retry-after': '2' });
  expect(JSON.parse(reply.body)).toMatchObject({ code: 'rate_limited', status: 429, request_id: 'req-1' });
});

test('the message of a fault of ours stays inside', () => {
  const reply = problemReply(new Error('password is hunter2'));
  expect(reply.status).toBe(500);
  expect(reply.body).not.toContain('hunter2');
});
