import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { EVENT_ID, KEY, keyOf, NUMERIC, PROJECT, startIngestor, type TestIngestor } from '../test/ingestor.ts';

let ingestor: TestIngestor;
let url: string;
beforeAll(async () => {
  ingestor = await startIngestor();
  url = await ingestor.app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
  ingestor.noted.refused.length = 0;
  ingestor.noted.accepted.length = 0;
  ingestor.noted.room = 100;
  ingestor.keys.set(KEY, keyOf(KEY));
});
afterAll(() => ingestor.close());

const OTHER_ID = '0123456789abcdef0123456789abcdef';
const event = JSON.stringify({ message: 'hello', event_id: EVENT_ID });
const envelope = `{"event_id":"${EVENT_ID}"}\n{"type":"event"}\n{}`;
const NATIVE = `/api/v1/events/${PROJECT}`;
const ENVELOPE = `/api/${NUMERIC}/envelope/`;

function send(path: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) {
  const address = `${url}${path}${path.includes('?') ? '' : `?sentry_key=${KEY}`}`;
  return fetch(address, { method: 'POST', body, headers: { 'x-railguard-key': KEY, ...headers } });
}

/** From now on, every request of the key is refused. */
async function limit() {
  ingestor.keys.set(KEY, keyOf(KEY, { key_id: `a key of ${Math.random()}`, rate_limit_per_minute: 1 }));
  await send(NATIVE, '{}');
  ingestor.noted.refused.length = 0;
}

/** The ids noted of the next refusal. */
async function idsNoted(): Promise<string[]> {
  for (let wait = 0; ingestor.noted.refused.length === 0 && wait < 100; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return ingestor.noted.refused.flatMap(({ ids }) => ids);
}

test.each<[string, string, string | Buffer<ArrayBuffer>, Record<string, string>]>([
  ['an event', NATIVE, event, {}],
  ['a compressed event', NATIVE, gzipSync(event), { 'content-encoding': 'gzip' }],
  ['a compressed envelope', ENVELOPE, brotliCompressSync(envelope), { 'content-encoding': 'br' }],
  ['an envelope', ENVELOPE, envelope, {}],
  ['a large envelope', ENVELOPE, `${envelope}${'x'.repeat(900_000)}`, {}],
  ['an event for the store endpoint', `/api/${NUMERIC}/store/`, event, {}],
])('%s that is rate-limited unread is known by its id', async (_name, path, body, headers) => {
  await limit();
  expect((await send(path, body, headers)).status).toBe(429);
  expect(await idsNoted()).toEqual([EVENT_ID]);
});

test('events of an array are known by theirs', async () => {
  await limit();
  await send(NATIVE, `[${event},{"event_id":"${OTHER_ID}"}]`);
  expect(await idsNoted()).toEqual([EVENT_ID, OTHER_ID]);
});

test('one that names its key only inside is known by its id', async () => {
  await limit();
  const dsn = `http://${KEY}@127.0.0.1/${NUMERIC}`;
  const reply = await send(`${ENVELOPE}?`, envelope.replace('{', `{"dsn":"${dsn}",`));
  expect(reply.status).toBe(429);
  expect(await idsNoted()).toEqual([EVENT_ID]);
});

test.each<[string, string, string, number]>([
  ['events with a stranger among them', NATIVE, `[${event},7]`, 400],
  ['an event that is too large', NATIVE, `${event.slice(0, -1)},"x":"${'x'.repeat(1_100_000)}"}`, 413],
  ['an event that breaks off', NATIVE, event.slice(0, -1), 400],
  ['an envelope of nothing but a broken item', ENVELOPE, `{"event_id":"${EVENT_ID}"}\nnonsense`, 400],
])('%s is known by its id', async (_name, path, body, status) => {
  expect((await send(path, body)).status).toBe(status);
  expect(await idsNoted()).toEqual([EVENT_ID]);
});

test('ids that are not there are not made up', async () => {
  await limit();
  await send(NATIVE, '{"extra":{"event_id":"0123456789abcdef0123456789abcdef"}}');
  await send(NATIVE, '');
  await send(NATIVE, gzipSync(event), { 'content-encoding': 'gzip, gzip, zstd' });
  await vi.waitFor(() => expect(ingestor.noted.refused).toHaveLength(3), { timeout: 10_000 });
  expect(await idsNoted()).toEqual([]);
});

test('where there is no room for more, refusals are counted and nobody looks for their ids', async () => {
  await limit();
  ingestor.noted.room = 0;
  await send(NATIVE, event);
  expect(ingestor.noted.refused).toEqual([{ quantity: 1, ids: [] }]);
});

test('what the queue took is noted once it has it', async () => {
  await send(NATIVE, `[${event},{"event_id":"${OTHER_ID}"}]`);
  expect(ingestor.noted.accepted).toEqual([EVENT_ID, OTHER_ID]);
  expect(ingestor.noted.refused).toEqual([]);
});

test('a connection goes on after its body was looked at', async () => {
  await limit();
  for (const size of [10, 500_000, 10]) {
    const reply = await send(NATIVE, `${event.slice(0, -1)},"x":"${'x'.repeat(size)}"}`);
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([429, 'rate_limited']);
  }
});
