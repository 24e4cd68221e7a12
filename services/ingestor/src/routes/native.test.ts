import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EVENT_ID, KEY, keyOf, OTHER_KEY, PROJECT, startIngestor, type TestIngestor } from '../../test/ingestor.ts';

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

const URL = `/api/v1/events/${PROJECT}`;
type Headers = Record<string, string>;

function post(payload: string | Buffer | undefined, headers: Headers = { 'x-railguard-key': KEY }, url = URL) {
  return ingestor.app.inject({ method: 'POST', url, headers, payload });
}

test('one event is answered with 202 and its id once the queue holds it', async () => {
  const body = JSON.stringify({ event_id: EVENT_ID, message: 'hello' });
  const reply = await post(body, { 'x-railguard-key': KEY, 'user-agent': 'curl/8' });
  expect(reply.statusCode).toBe(202);
  expect(reply.json()).toEqual({ id: EVENT_ID });
  const [message] = await ingestor.taken();
  expect(message).toMatchObject({
    project_id: PROJECT,
    key_id: keyOf(KEY).key_id,
    dialect: 'native',
    content_encoding: 'identity',
    event_ids: [EVENT_ID],
    remote_address: '127.0.0.1',
    user_agent: 'curl/8',
  });
  expect(Date.parse(message!.received_at)).toBeGreaterThan(Date.now() - 5_000);
  expect(Buffer.from(message!.body).toString()).toBe(body);
});

test('an array is answered with the ids in its order, as one message', async () => {
  const reply = await post(JSON.stringify([{ event_id: EVENT_ID }, {}, { event_id: 'nonsense' }]));
  expect(reply.statusCode).toBe(202);
  const { ids } = reply.json<{ ids: string[] }>();
  expect(ids).toEqual([EVENT_ID, expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(new Set(ids).size).toBe(3);
  expect((await ingestor.taken()).map((message) => message.event_ids)).toEqual([ids]);
});

test('an empty array is accepted and nothing is queued for it', async () => {
  const reply = await post('[]');
  expect([reply.statusCode, reply.body]).toEqual([202, '{"ids":[]}']);
  expect(await ingestor.taken()).toEqual([]);
});

test('a dashed id in capitals is normalised', async () => {
  const reply = await post('{"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC"}');
  expect(reply.json()).toEqual({ id: EVENT_ID });
});

test.each<[string, Headers, string]>([
  ['X-Railguard-Key', { 'x-railguard-key': KEY }, URL],
  ['a bearer token', { authorization: `Bearer ${KEY}` }, URL],
  ['a bearer token in small letters', { authorization: `bearer ${KEY}` }, URL],
  ['the query', {}, `${URL}?key=${KEY}`],
  ['the query, after a slash', {}, `${URL}/?key=${KEY}`],
  ['a project id in capitals', { 'x-railguard-key': KEY }, `/api/v1/events/${PROJECT.toUpperCase()}`],
])('the key is taken from %s', async (_name, headers, url) => {
  expect((await post('{}', headers, url)).statusCode).toBe(202);
});

test('a missing, unknown, malformed and foreign key get one and the same answer, byte for byte', async () => {
  const attempts: Headers[] = [
    {},
    { 'x-railguard-key': 'a'.repeat(32) },
    { 'x-railguard-key': 'short' },
    { 'x-railguard-key': OTHER_KEY },
    { authorization: 'Basic eHg6eXk=' },
  ];
  const answers = await Promise.all(attempts.map((headers) => post('{}', headers)));
  const seen = answers.map(({ statusCode, headers: { date: _date, ...headers }, body }) =>
    JSON.stringify({ statusCode, headers, body }),
  );
  expect(answers[0]!.statusCode).toBe(401);
  expect(answers[0]!.json()).toMatchObject({ code: 'invalid_key', status: 401 });
  expect(new Set(seen).size).toBe(1);
  expect(ingestor.refused).toEqual([]);
});

test.each([
  ['4711', 'a number'],
  ['not-a-uuid', 'a word'],
  ['x'.repeat(2_000), 'something long'],
  ['%zz', 'something that cannot be decoded'],
  [`${PROJECT}%00`, 'a UUID with a NUL'],
])('project id %.20s is refused, even without a key', async (project) => {
  const reply = await post('{}', {}, `/api/v1/events/${project}`);
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  expect(reply.headers['access-control-allow-origin']).toBe('*');
  expect(reply.json()).toMatchObject({ code: 'invalid_project_id' });
});

const event = Buffer.from(JSON.stringify({ event_id: EVENT_ID, message: 'x'.repeat(500) }));

test.each<[string, Buffer, string]>([
  ['gzip', gzipSync(event), 'gzip'],
  ['GZIP', gzipSync(event), 'gzip'],
  ['x-gzip', gzipSync(event), 'gzip'],
  ['deflate', deflateSync(event), 'deflate'],
  ['deflate', deflateRawSync(event), 'deflate'],
  ['br', brotliCompressSync(event), 'br'],
  ['zstd', zstdCompressSync(event), 'zstd'],
  ['identity', event, 'identity'],
  ['', event, 'identity'],
  ['identity, gzip', gzipSync(event), 'gzip'],
])('Content-Encoding "%s" is understood and kept as it came', async (encoding, body, kept) => {
  const reply = await post(body, { 'x-railguard-key': KEY, 'content-encoding': encoding });
  expect([reply.statusCode, reply.json()]).toEqual([202, { id: EVENT_ID }]);
  const [message] = await ingestor.taken();
  expect(message!.content_encoding).toBe(kept);
  expect(Buffer.from(message!.body).equals(body)).toBe(true);
});

test('a body compressed twice is handed on compressed once', async () => {
  const reply = await post(brotliCompressSync(gzipSync(event)), {
    'x-railguard-key': KEY,
    'content-encoding': 'gzip, br',
  });
  expect(reply.statusCode).toBe(202);
  const [message] = await ingestor.taken();
  expect(message!.content_encoding).toBe('gzip');
  expect(Buffer.from(message!.body).equals(gzipSync(event))).toBe(true);
});

test('an unknown encoding is refused as 415 and counted', async () => {
  const reply = await post(event, { 'x-railguard-key': KEY, 'content-encoding': 'compress' });
  expect(reply.json()).toMatchObject({ code: 'unsupported_encoding', status: 415 });
  expect(ingestor.refused).toEqual([
    { category: 'error', outcome: 'invalid', reason: 'invalid_encoding', quantity: 1 },
  ]);
});

test.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip, gzip, gzip'])(
  'a body that is not the %s it claims to be is refused',
  async (encoding) => {
    const reply = await post(event, { 'x-railguard-key': KEY, 'content-encoding': encoding });
    expect(reply.json()).toMatchObject({ code: 'invalid_encoding', status: 400 });
  },
);

test('truncated gzip is refused', async () => {
  const reply = await post(gzipSync(event).subarray(0, 40), { 'x-railguard-key': KEY, 'content-encoding': 'gzip' });
  expect(reply.json()).toMatchObject({ code: 'invalid_encoding' });
});

test.each<[string, string | Buffer | undefined]>([
  ['nothing', undefined],
  ['blanks', '  \n'],
  ['truncated JSON', '{"message": "hel'],
  ['bare NaN', '{"a":NaN}'],
  ['a string', '"hello"'],
  ['a number', '42'],
  ['null', 'null'],
  ['HTML', '<html>'],
  ['binary', Buffer.from([0, 1, 2, 255])],
])('%s is refused as invalid_json', async (_name, body) => {
  const reply = await post(body);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  expect(reply.json()).toMatchObject({ code: 'invalid_json', status: 400 });
  expect(ingestor.refused).toHaveLength(1);
  expect(await ingestor.taken()).toEqual([]);
});

test('an element that is no object refuses the whole array and says which it was', async () => {
  const reply = await post('[{}, {"type":"transaction"}, [], 7]');
  expect(reply.json()).toMatchObject({ code: 'invalid_json', detail: 'Element 2 of the array is not an object.' });
  expect(ingestor.refused).toEqual([
    { category: 'error', outcome: 'invalid', reason: 'not_an_object', quantity: 3 },
    { category: 'transaction', outcome: 'invalid', reason: 'not_an_object', quantity: 1 },
  ]);
});

test('100 events are taken and 101 refused', async () => {
  expect((await post(JSON.stringify(Array(100).fill({})))).statusCode).toBe(202);
  const reply = await post(JSON.stringify(Array(101).fill({})));
  expect(reply.json()).toMatchObject({ code: 'payload_too_large', status: 413 });
  expect(ingestor.refused).toEqual([
    { category: 'error', outcome: 'invalid', reason: 'too_many_events', quantity: 101 },
  ]);
});

const MIB = 1024 * 1024;
const padded = (bytes: number) => `{"message":"${'x'.repeat(bytes - '{"message":""}'.length)}"}`;

test('an event of exactly 1 MiB is taken and one byte more refused', async () => {
  expect((await post(padded(MIB))).statusCode).toBe(202);
  expect((await post(padded(MIB + 1))).json()).toMatchObject({ code: 'payload_too_large', status: 413 });
  expect((await post(`\ufeff${padded(MIB + 1)}`)).json()).toMatchObject({ code: 'payload_too_large' });
});

test('in an array each event may have 1 MiB', async () => {
  expect((await post(`[${padded(MIB)},${padded(MIB)},{}]`)).statusCode).toBe(202);
  const reply = await post(`[{},${padded(MIB + 1)}]`);
  expect(reply.json()).toMatchObject({
    code: 'payload_too_large',
    detail: `Element 1 of the array has more than ${MIB} bytes.`,
  });
});

test('a request of more than 20 MiB is refused, plain and inflated', async () => {
  const array = `[${Array(21).fill(padded(MIB)).join()}]`;
  expect((await post(array)).json()).toMatchObject({ code: 'payload_too_large', status: 413 });
  const reply = await post(gzipSync(array, { level: 1 }), { 'x-railguard-key': KEY, 'content-encoding': 'gzip' });
  expect(reply.json()).toMatchObject({ code: 'payload_too_large', status: 413 });
});

test('JSON nested 1,000 and 100,000 deep, in objects and arrays, breaks nothing', async () => {
  for (const depth of [1_000, 100_000]) {
    const deep = `{"extra":${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}}`;
    expect((await post(deep)).statusCode).toBe(202);
    expect((await post(`[${deep},${padded(MIB)}]`)).statusCode).toBe(202);
    await ingestor.taken();
  }
});

test('__proto__ is a key like any other', async () => {
  const reply = await post(`{"__proto__":{"event_id":"${EVENT_ID}","polluted":1},"constructor":{"prototype":{"x":1}}}`);
  expect(reply.statusCode).toBe(202);
  expect(reply.json<{ id: string }>().id).not.toBe(EVENT_ID);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('invalid UTF-8 and a byte order mark are tolerated', async () => {
  const broken = Buffer.concat([Buffer.from('{"message":"'), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('"}')]);
  expect((await post(broken)).statusCode).toBe(202);
  expect((await post('\ufeff{}')).statusCode).toBe(202);
});

test.each([
  'application/json',
  'text/plain;charset=UTF-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'nonsense',
  ';;;',
  'application/json; charset=latin1',
])('content type "%s" is as good as any', async (type) => {
  const reply = await post('{}', { 'x-railguard-key': KEY, 'content-type': type });
  expect(reply.statusCode).toBe(202);
});
