import { newUuid } from '@railguard/protocol/ids';
import { packMessages, unpackMessages } from '@railguard/queue/postgres/bundle-content';
import { bundlesOf } from '@railguard/queue/postgres/bundles';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const message = fc.record({
  id: fc.uuid(),
  headers: fc.json(),
  body: fc.uint8Array({ maxLength: 3_000, size: 'max' }),
});
const readable = (messages: { id: string; headers: string; body: Uint8Array }[]) =>
  messages.map(({ id, headers, body }) => ({ id, headers, body: Buffer.from(body).toString('hex') }));

describe('the content of a bundle', () => {
  it('holds messages unchanged, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        expect(readable(unpackMessages(packMessages(messages)))).toEqual(readable(messages));
      }),
      { numRuns: 100 },
    );
  });

  it('is compressed where that saves bytes', () => {
    const alike = Array.from({ length: 50 }, () => ({
      id: newUuid(),
      headers: '{}',
      body: Buffer.alloc(2_000, 'alike '),
    }));
    expect(packMessages(alike).length).toBeLessThan(5_000);
    const random = [{ id: newUuid(), headers: '{}', body: crypto.getRandomValues(new Uint8Array(2_000)) }];
    expect(packMessages(random)[0]).toBe(0);
  });

  it('that is damaged is refused', () => {
    const content = packMessages([{ id: newUuid(), headers: '{}', body: Buffer.from('body') }]);
    expect(() => unpackMessages(content.subarray(0, -1))).toThrow('damaged');
  });
});

describe('its twin in SQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.drop());

  it('writes the same bytes', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    const one = { id: newUuid(), headers: '{"text":"né 😀"}', body: Buffer.from([0, 1, 255]) };
    const { rows } = await client.query('select queue_content($1, $2, $3) as content', [one.id, one.headers, one.body]);
    await client.end();
    expect(rows[0].content).toEqual(packMessages([one]));
  });
});

describe('bundles', () => {
  const some = (count: number, bytes: number) =>
    Array.from({ length: count }, () => ({ id: newUuid(), headers: '{}', body: Buffer.alloc(bytes) }));

  it('hold the messages of one topic, in order, a hundred at most', () => {
    const [first, second, other] = [some(60, 10), some(90, 10), some(1, 10)];
    const bundles = bundlesOf([
      { topic: 'a', messages: first },
      { topic: 'b', messages: other },
      { topic: 'a', messages: second },
    ]);
    expect(bundles.map(({ topic, messages }) => [topic, messages.length])).toEqual([
      ['a', 100],
      ['b', 1],
      ['a', 50],
    ]);
    expect(bundles.flatMap(({ topic, messages }) => (topic === 'a' ? messages : []))).toEqual([...first, ...second]);
  });

  it('hold a mebibyte at most, or one message that is larger', () => {
    const bundles = bundlesOf([{ topic: 'a', messages: [...some(3, 400_000), ...some(2, 2_000_000)] }]);
    expect(bundles.map(({ messages }) => messages.length)).toEqual([2, 1, 1, 1]);
  });
});
