import { deflateSync } from 'node:zlib';
import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { describe, expect, it } from 'vitest';
import { run } from '../testing/process.ts';

const json = Buffer.from(JSON.stringify({ message: 'héllo', extra: { a: 1 } }));
const store = (body: Buffer) => run({ dialect: 'sentry-store', body });

describe("the store endpoint's body", () => {
  it.each([
    ['JSON', json],
    ['JSON after blanks', Buffer.from(`\n ${json}`)],
    ['JSON after a byte order mark', Buffer.from(`\ufeff${json}`)],
    ['base64', Buffer.from(json.toString('base64'))],
    ['zlib', deflateSync(json)],
    ['zlib in base64', Buffer.from(deflateSync(json).toString('base64'))],
  ])('may be %s', (_, body) => {
    expect(store(body).events[0]!.event).toMatchObject({ message: 'héllo', extra: { a: 1 } });
  });

  it('may hold bare NaN and Infinity', () => {
    const body = Buffer.from('{"extra":{"a":NaN,"b":[-Infinity,"NaN"],"c":1}}');
    expect(store(body).events[0]!.event.extra).toEqual({ a: null, b: [null, 'NaN'], c: 1 });
  });

  it('may be a transaction', () => {
    expect(store(Buffer.from('{"type":"transaction"}')).outcomes).toEqual([
      { category: 'transaction', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 1 },
    ]);
  });

  it.each([
    ['text', Buffer.from('hello'), 'invalid_json'],
    ['nothing', Buffer.alloc(0), 'invalid_json'],
    ['no object', Buffer.from('[1]'), 'not_an_object'],
    ['too large', Buffer.from(JSON.stringify({ message: 'x'.repeat(MAX_EVENT_BYTES) })), 'too_large'],
    ['too large to be read', Buffer.from(`{"type":"transaction"}${' '.repeat(MAX_EVENT_BYTES)}`), 'too_large'],
    ['too large inside', deflateSync(Buffer.alloc(50 * MAX_EVENT_BYTES)), 'too_large'],
  ])('ends in an outcome where it is %s', (_, body, reason) => {
    expect(store(body)).toMatchObject({
      events: [],
      outcomes: [{ category: 'error', outcome: 'invalid', reason, quantity: 1 }],
    });
  });
});
