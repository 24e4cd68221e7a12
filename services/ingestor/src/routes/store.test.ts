import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EVENT_ID, KEY, NUMERIC, OTHER_KEY, PROJECT, startIngestor, type TestIngestor } from '../../test/ingestor.ts';

let ingestor: TestIngestor;
beforeAll(async () => {
  ingestor = await startIngestor();
});
beforeEach(async () => {
  ingestor.refused.length = 0;
  await ingestor.taken();
});
afterAll(() => ingestor.close());

type Headers = Record<string, string>;
const AUTH = { 'x-sentry-auth': `Sentry sentry_version=7,sentry_key=${KEY}` };

function post(payload: string | Buffer | undefined, url = `/api/${NUMERIC}/store/`, headers: Headers = AUTH) {
  return ingestor.app.inject({ method: 'POST', url, headers, payload });
}

const json = JSON.stringify({ event_id: EVENT_ID, message: 'hello' });

test.each([`/api/${NUMERIC}/store/`, `/api/${NUMERIC}/store`, `/api/${PROJECT}/store/`, '/api/store/', '/api/store'])(
  'POST %s takes one event',
  async (url) => {
    const reply = await post(json, url);
    expect([reply.statusCode, reply.body]).toEqual([200, `{"id":"${EVENT_ID}"}`]);
    expect(await ingestor.taken()).toMatchObject([
      { project_id: PROJECT, dialect: 'sentry-store', event_ids: [EVENT_ID] },
    ]);
  },
);

test.each<[string, string | Buffer, Headers]>([
  ['plain', json, {}],
  ['base64', btoa(json), {}],
  ['zlib in base64', deflateSync(json).toString('base64'), {}],
  ['zlib', deflateSync(json), {}],
  ['zlib that says so', deflateSync(json), { 'content-encoding': 'deflate' }],
  ['gzip', gzipSync(json), { 'content-encoding': 'gzip' }],
  ['bare NaN and Infinity', `{"event_id":"${EVENT_ID}","extra":{"a":NaN,"b":-Infinity}}`, {}],
])('%s is understood and kept as it came', async (_name, body, headers) => {
  const reply = await post(body, undefined, { ...AUTH, ...headers });
  expect([reply.statusCode, reply.json()]).toEqual([200, { id: EVENT_ID }]);
  const [message] = await ingestor.taken();
  expect(Buffer.from(message!.body).equals(Buffer.from(body))).toBe(true);
});

test.each(['application/x-sentry-envelope', 'Application/X-Sentry-Envelope; charset=utf-8'])(
  'an envelope that says so, as %s, is taken as one',
  async (type) => {
    const body = `{"event_id":"${EVENT_ID}"}\n{"type":"event"}\n{}`;
    const reply = await post(body, undefined, { ...AUTH, 'content-type': type });
    expect(reply.json()).toEqual({ id: EVENT_ID });
    expect((await ingestor.taken())[0]!.dialect).toBe('sentry-envelope');
  },
);

test.each<[string, string | undefined, string]>([
  ['nothing', undefined, 'invalid_json'],
  ['truncated JSON', '{"message":', 'invalid_json'],
  ['text', 'what?', 'invalid_json'],
  ['an array', '[{}]', 'not_an_object'],
  ['base64 of an array', btoa('[{}]'), 'not_an_object'],
  ['a word that is base64', 'nullnull', 'invalid_json'],
])('%s is refused', async (_name, body, reason) => {
  const reply = await post(body);
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['x-sentry-error']).toBeTruthy();
  expect(ingestor.refused).toEqual([{ category: 'error', outcome: 'invalid', reason, quantity: 1 }]);
});

test('an event of more than 1 MiB is refused, however small it came', async () => {
  const large = JSON.stringify({ message: 'x'.repeat(1024 * 1024) });
  expect((await post(large)).statusCode).toBe(413);
  expect((await post(deflateSync(large))).statusCode).toBe(413);
  expect((await post(deflateSync(Buffer.alloc(500_000_000)))).statusCode).toBe(413);
});

test('a key of another project, or none, is refused alike', async () => {
  const foreign = await post(json, undefined, { 'x-sentry-auth': `Sentry sentry_key=${OTHER_KEY}` });
  const none = await post(json, '/api/store/', {});
  expect([foreign.statusCode, foreign.body]).toEqual([401, none.body]);
});
