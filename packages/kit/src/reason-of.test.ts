import { expect, it } from 'vitest';
import { reasonOf } from './reason-of.ts';

it.each<[name: string, error: unknown, reason: string]>([
  [
    'a network error',
    Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED' }),
    'ECONNREFUSED',
  ],
  ['several of them', Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }), 'ETIMEDOUT'],
  [
    'another error',
    Object.assign(new Error('the database is starting up'), { code: '57P03' }),
    'the database is starting up',
  ],
  ['a long one', new Error('first line\nsecond line'), 'first line'],
  ['one without words', new TypeError(), 'TypeError'],
  ['what is no error', 'nothing', 'nothing'],
])('%s is told in a few words', (_name, error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

it('leaves out what URLs sign in with', () => {
  const error = new Error('cannot open amqp://guest:hunter2@mq:5672/%2f after postgres://u@db');
  expect(reasonOf(error)).toBe('cannot open amqp://mq:5672/%2f after postgres://db');
});
