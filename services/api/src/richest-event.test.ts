import type { Event } from '@railguard/protocol/event';
import { expect, test } from 'vitest';
import { richestEvent } from './richest-event.ts';

const row = (name: string, parts: Partial<Event>) => ({ name, event: parts as Event });
const own = row('own', { exceptions: [{ frames: [{ in_app: true }] }], user: { id: '7' } });

test('source lines of your own code are worth more than everything else together', () => {
  const source = row('source', { exceptions: [{}, { frames: [{ in_app: true, context_line: 'raise' }] }] });
  const rest = row('rest', { ...own.event, breadcrumbs: [{}], request: {} });
  expect(richestEvent([rest, source])?.name).toBe('source');
  expect(richestEvent([own, rest])?.name).toBe('rest');
});

test('of events that tell as much the first is taken', () => {
  expect(richestEvent([row('a', { message: 'a' }), row('b', { message: 'b' })])?.name).toBe('a');
  expect(richestEvent([])).toBeUndefined();
});
