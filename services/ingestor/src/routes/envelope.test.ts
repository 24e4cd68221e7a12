import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  EVENT_ID,
  KEY,
  keyOf,
  NUMERIC,
  OTHER_KEY,
  PROJECT,
  startIngestor,
  type TestIngestor,
} from '../../test/ingestor.ts';

let ingestor: TestIngestor;
beforeAll(async () => {
  ingestor = await startIngestor();
});
beforeEach(async () => {
  ingestor.keys.set(KEY, keyOf(KEY));
  ingestor.refused.length = 0;
  await ingestor.taken();
});
afterAll(() => ingestor.close());

const URL = `/api/${NUMERIC}/envelope/`;
const OTHER_ID = '0123456789abcdef0123456789abcdef';
const MIB = 1024 * 1024;
type Headers = Record<string, string>;

function post(payload: string | Buffer | undefined, url = `${URL}?sentry_key=${KEY}`, headers: Headers = {}) {
  return ingestor.app.inject({ method: 'POST', url, headers, payload });
}

/** Items without a length, the commonest form. */
function envelope(headers: object, ...items: [string, unknown][]): string {
  const lines = items.flatMap(([type, payload]) => [
    JSON.stringify({ type }),
    typeof payload === 'string' ? payload : JSON.stringify(payload),
  ]);
  return [JSON.stringify(headers), ...lines].join('\n');
}

const ONE = envelope({ event_id: EVENT_ID }, ['event', { message: 'hello' }]);

test('an event is answered with exactly 200 and its id once the queue holds it', async () => {
  const reply = await post(ONE);
  expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
    200,
    'application/json',
    `{"id":"${EVENT_ID}"}`,
  ]);
  const [message] = await ingestor.taken();
  expect(message).toMatchObject({
    project_id: PROJECT,
    dialect: 'sentry-envelope',
    content_encoding: 'identity',
    event_ids: [EVENT_ID],
  });
  expect(Buffer.from(message!.body).toString()).toBe(ONE);
});

const AUTH = `sentry_version=7, sentry_client=raven-python/6.10.0, sentry_key=${KEY}`;
const WITH_DSN = envelope({ event_id: EVENT_ID, dsn: `https://${KEY}:secret@host.example/prefix/${NUMERIC}` }, [
  'event',
  {},
]);

test.each<[string, string, Headers, string]>([
  ['the query', `${URL}?sentry_version=7&sentry_key=${KEY}&sentry_client=x`, {}, ONE],
  ['X-Sentry-Auth', URL, { 'x-sentry-auth': `Sentry ${AUTH}` }, ONE],
  ['X-Sentry-Auth in small letters', URL, { 'x-sentry-auth': `sentry ${AUTH}` }, ONE],
  ['X-Sentry-Auth without blanks', URL, { 'x-sentry-auth': `Sentry ${AUTH.replaceAll(' ', '')},x=y` }, ONE],
  ['X-Sentry-Auth with the key first', URL, { 'x-sentry-auth': `Sentry sentry_key=${KEY}, sentry_secret=s` }, ONE],
  ['Authorization in that grammar', URL, { authorization: `Sentry ${AUTH}` }, ONE],
  ['Basic authorization', URL, { authorization: `Basic ${btoa(`${KEY}:`)}` }, ONE],
  ['the DSN inside', URL, {}, WITH_DSN],
  ['the query, with the DSN inside too', `${URL}?sentry_key=${KEY}`, {}, WITH_DSN],
  ['the query, before a wrong header', `${URL}?sentry_key=${KEY}`, { 'x-sentry-auth': 'Sentry sentry_key=no' }, ONE],
  ['an address without the slash', `/api/${NUMERIC}/envelope?sentry_key=${KEY}`, {}, ONE],
  ['an address with the UUID', `/api/${PROJECT}/envelope/?sentry_key=${KEY}`, {}, ONE],
  ['an address with a zero in front', `/api/0${NUMERIC}/envelope/?sentry_key=${KEY}`, {}, ONE],
])('the key is taken from %s', async (_name, url, headers, body) => {
  const reply = await post(body, url, headers);
  expect([reply.statusCode, reply.json()]).toEqual([200, { id: EVENT_ID }]);
});

test('every wrong key gets one and the same 401, byte for byte', async () => {
  const foreignDsn = envelope({ dsn: `https://${OTHER_KEY}@host.example/${NUMERIC}` }, ['event', {}]);
  const answers = await Promise.all([
    post(ONE, URL),
    post(ONE, `${URL}?sentry_key=${'a'.repeat(32)}`),
    post(ONE, `${URL}?sentry_key=${OTHER_KEY}`),
    post(ONE, `/api/815/envelope/?sentry_key=${KEY}`),
    post(ONE, `/api/0199d1c4-5c3e-7a2b-8f00-ffffffffffff/envelope/?sentry_key=${KEY}`),
    post(foreignDsn, URL),
    post(foreignDsn),
    post(envelope({ dsn: `https://${KEY}@host.example/815` }, ['event', {}])),
    post(envelope({ dsn: 'nonsense' }, ['event', {}]), URL),
  ]);
  const seen = answers.map(({ statusCode, headers: { date: _date, ...headers }, body }) =>
    JSON.stringify({ statusCode, headers, body }),
  );
  expect(new Set(seen).size).toBe(1);
  expect(answers[0]!.statusCode).toBe(401);
  expect(answers[0]!.json()).toEqual({ detail: expect.any(String), causes: [] });
  expect(answers[0]!.headers['x-sentry-error']).toBe(answers[0]!.json<{ detail: string }>().detail);
  expect(await ingestor.taken()).toEqual([]);
});

test('an address that names no project is refused', async () => {
  const reply = await post(ONE, `/api/shop/envelope/?sentry_key=${KEY}`);
  expect([reply.statusCode, reply.headers['x-sentry-error']]).toEqual([
    400,
    'The project in the address is neither a number nor a UUID.',
  ]);
});

test.each<[string, string]>([
  ['headers only', '{}'],
  ['headers and a line end', '{}\n'],
  ['a surplus blank line', '{}\n\n'],
])('an envelope of %s is valid and empty', async (_name, body) => {
  const reply = await post(body);
  expect([reply.statusCode, reply.body]).toEqual([200, '{}']);
  expect(await ingestor.taken()).toEqual([]);
});

test('an envelope without events is queued and answered with an empty object', async () => {
  const body = envelope({}, ['client_report', { discarded_events: [] }], ['from_the_future', {}], ['session', {}]);
  const reply = await post(body);
  expect([reply.statusCode, reply.body]).toEqual([200, '{}']);
  expect((await ingestor.taken()).map((message) => message.event_ids)).toEqual([[]]);
});

test.each<[string, string, string[]]>([
  ['in the header, dashed and in capitals', '9EC79C33-EC99-42AB-8353-589FCB2E04DC', [EVENT_ID]],
  ['in the header wins over the payload', EVENT_ID, [EVENT_ID]],
  ['empty in the header leaves it to the payload', '', [OTHER_ID]],
  ['of nonsense in the header leaves it to the payload', 'xyz', [OTHER_ID]],
])('the id %s', async (_name, event_id, expected) => {
  const reply = await post(envelope({ event_id }, ['event', { event_id: OTHER_ID }]));
  expect(reply.json()).toEqual({ id: expected[0] });
  expect((await ingestor.taken())[0]!.event_ids).toEqual(expected);
});

test('an id nobody gave is made up', async () => {
  const { id } = (await post(envelope({}, ['event', {}]))).json<{ id: string }>();
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect((await ingestor.taken())[0]!.event_ids).toEqual([id]);
});

test('of two events the first has the envelope id and the second its own', async () => {
  const reply = await post(
    envelope(
      { event_id: EVENT_ID },
      ['attachment', 'log'],
      ['event', {}],
      ['session', {}],
      ['transaction', { event_id: OTHER_ID }],
    ),
  );
  expect(reply.json()).toEqual({ id: EVENT_ID });
  expect((await ingestor.taken())[0]!.event_ids).toEqual([EVENT_ID, OTHER_ID]);
});

test('a payload that is not JSON still gets an id; the worker will count it', async () => {
  const reply = await post(envelope({}, ['event', 'not json']));
  expect([reply.statusCode, reply.json<{ id: string }>().id]).toEqual([200, expect.stringMatching(/^[0-9a-f]{32}$/)]);
});

test.each<[string, string]>([
  ['nothing', ''],
  ['a line end', '\n'],
  ['an array', '[]'],
  ['no JSON', 'hello\n{"type":"event"}\n{}'],
  ['an event shorter than its length', '{}\n{"type":"event","length":100}\n{}'],
  ['an event longer than its length', '{}\n{"type":"event","length":1}\n{}'],
  ['an item header that is no JSON', '{}\ntype: event\n{}'],
  ['a header line beyond 8 KiB', JSON.stringify({ sdk: 'x'.repeat(9_000) })],
])('%s is refused with 400 and counted', async (_name, body) => {
  const reply = await post(body);
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['x-sentry-error']).toContain('not a Sentry envelope');
  expect(ingestor.refused).toEqual([
    { category: 'default', outcome: 'invalid', reason: 'invalid_envelope', quantity: 1 },
  ]);
});

test('a broken item after an event costs only itself', async () => {
  const reply = await post(`${ONE}\n{"type":"attachment","length":99}\nshort`);
  expect([reply.statusCode, reply.json()]).toEqual([200, { id: EVENT_ID }]);
});

test.each<[string, string, Buffer, string]>([
  ['gzip', 'gzip', gzipSync(ONE), 'gzip'],
  ['brotli', 'br', brotliCompressSync(ONE), 'br'],
  ['zstd', 'zstd', zstdCompressSync(ONE), 'zstd'],
  ['an empty header, as Ruby sends', '', Buffer.from(ONE), 'identity'],
  ['UTF-8, as old Androids send', 'UTF-8', Buffer.from(ONE), 'identity'],
])('%s is understood', async (_name, encoding, body, kept) => {
  const reply = await post(body, undefined, { 'content-encoding': encoding });
  expect(reply.json()).toEqual({ id: EVENT_ID });
  const [message] = await ingestor.taken();
  expect(message!.content_encoding).toBe(kept);
  expect(Buffer.from(message!.body).equals(body)).toBe(true);
});

test('a body that is not the gzip it claims to be is refused', async () => {
  const reply = await post(ONE, undefined, { 'content-encoding': 'gzip' });
  expect(reply.statusCode).toBe(400);
  expect(ingestor.refused[0]).toMatchObject({ reason: 'invalid_encoding' });
});

const LARGE = { message: 'x'.repeat(MIB) };

test('an envelope whose only event is larger than 1 MiB is refused with 413', async () => {
  const reply = await post(envelope({}, ['event', LARGE], ['session', {}]));
  expect(reply.statusCode).toBe(413);
  expect(ingestor.refused).toContainEqual({ category: 'error', outcome: 'invalid', reason: 'too_large', quantity: 1 });
});

test('a large event beside a small one does not cost the small one', async () => {
  const reply = await post(envelope({ event_id: EVENT_ID }, ['event', LARGE], ['transaction', { event_id: OTHER_ID }]));
  expect(reply.statusCode).toBe(200);
  expect((await ingestor.taken())[0]!.event_ids).toEqual([EVENT_ID, OTHER_ID]);
});

test('an attachment of several MiB is no trouble', async () => {
  const reply = await post(`${ONE}\n{"type":"attachment","length":${5 * MIB}}\n${'x'.repeat(5 * MIB)}`);
  expect(reply.statusCode).toBe(200);
});

test.each<[string, Buffer, Headers]>([
  ['sent', Buffer.alloc(2 * MIB), {}],
  ['inflated', gzipSync(Buffer.alloc(4 * MIB)), { 'content-encoding': 'gzip' }],
])('an envelope that names its key only inside may be less large, as it is %s', async (_name, attachment, headers) => {
  const small = Buffer.from(`${WITH_DSN}\n{"type":"attachment"}\n`);
  const body = Buffer.concat([headers['content-encoding'] ? gzipSync(small) : small, attachment]);
  expect((await post(body, URL, headers)).statusCode).toBe(413);
  expect((await post(body, undefined, headers)).statusCode).toBe(200);
});

test('100 events in one envelope are taken and 101 refused', async () => {
  const events = Array<[string, unknown]>(101).fill(['event', {}]);
  expect((await post(envelope({}, ...events.slice(1)))).statusCode).toBe(200);
  expect((await post(envelope({}, ...events))).statusCode).toBe(413);
  expect(ingestor.refused).toEqual([
    { category: 'error', outcome: 'invalid', reason: 'too_many_events', quantity: 101 },
  ]);
});

test('a body of countless empty items stops being read at the thousandth', async () => {
  const reply = await post(`{}${'\n{"type":"x"}\n'.repeat(300_000)}`);
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['x-sentry-error']).toContain('too many items');
});

test.each(['text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'nonsense', 'application/json'])(
  'content type "%s" is as good as any',
  async (type) => {
    const reply = await post(ONE, undefined, { 'content-type': type });
    expect(reply.statusCode).toBe(200);
  },
);
