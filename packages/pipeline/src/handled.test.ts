import type { Event } from '@railguard/protocol/event';
import { expect, test } from 'vitest';
import { isHandled } from './handled.ts';

const frames = [{ function: 'create' }];

test.each<[what: string, parts: Partial<Event>, isHandled: boolean]>([
  ['an exception of which nothing more is told', { exceptions: [{}] }, true],
  ['an exception nobody caught', { exceptions: [{ mechanism: { handled: false } }] }, false],
  [
    'one nobody caught among its causes',
    { exceptions: [{ mechanism: { handled: true } }, { mechanism: { handled: false } }] },
    false,
  ],
  [
    'a caught exception in a crashed thread',
    { exceptions: [{ mechanism: { handled: true } }], threads: [{ crashed: true, frames }] },
    true,
  ],
  ['a crashed thread with its stack', { threads: [{ crashed: true, frames }] }, false],
  ['the thread that Ruby names with every exception', { exceptions: [{ frames }], threads: [{ crashed: true }] }, true],
  ['a fatal error', { level: 'fatal', exceptions: [{}] }, false],
  ['a fatal message', { level: 'fatal', message: 'out of memory' }, true],
])('%s', (_what, parts, expected) => {
  const event = { event_id: '', type: 'error', timestamp: '', level: 'error', platform: 'ruby', ...parts } as Event;
  expect(isHandled(event)).toBe(expected);
});
