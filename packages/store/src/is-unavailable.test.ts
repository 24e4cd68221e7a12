import { expect, test } from 'vitest';
import { isUnavailable } from './is-unavailable.ts';

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test.each([
  error('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }),
  error('the database system is starting up', { code: '57P03' }),
  error('terminating connection due to administrator command', { code: '57P01' }),
  error('sorry, too many clients already', { code: '53300' }),
  error('timeout exceeded when trying to connect'),
  error('Connection terminated unexpectedly'),
  error('Query read timeout'),
  new AggregateError([error('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' })]),
])('%s can be tried again', (fault) => {
  expect(isUnavailable(fault)).toBe(true);
});

test.each([
  error('syntax error at or near "selct"', { code: '42601' }),
  error('canceling statement due to statement timeout', { code: '57014' }),
  error('no such file', { code: 'ENOENT', syscall: 'open' }),
  new TypeError('undefined is not a function'),
  'thrown text',
])('%s is a fault', (fault) => {
  expect(isUnavailable(fault)).toBe(false);
});
