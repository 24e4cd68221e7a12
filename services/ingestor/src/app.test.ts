import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '@railguard/kit/log';
import { createMemoryQueue } from '@railguard/queue/memory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EVENT_ID, KEY, keyOf, NUMERIC, PROJECT, startIngestor, type TestIngestor } from '../test/ingestor.ts';

let ingestor: TestIngestor;
beforeEach(async () => {
  ingestor = await startIngestor();
});
afterEach(() => ingestor.close());

const NATIVE = `/api/v1/events/${PROJECT}`;
const PATHS = [
  NATIVE,
  `/api/${NUMERIC}/envelope/`,
  `/api/${NUMERIC}/envelope`,
  `/api/${PROJECT}/store/`,
  '/api/store/',
];
type Headers = Record<string, string>;

function post(url: string, payload = '{}', headers: Headers = {}) {
  return ingestor.app.inject({ method: 'POST', url, payload, headers });
}

describe('browsers', () => {
  test.each(PATHS)('OPTIONS %s is answered for any origin, without looking up a key', async (url) => {
    ingestor.keys.clear();
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    const reply = await ingestor.app.inject({ method: 'OPTIONS', url, headers });
    expect(reply.statusCode).toBe(204);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-allow-methods']).toContain('POST');
    expect(reply.headers['access-control-max-age']).toBe('3600');
    for (const name of ['x-sentry-auth', 'x-railguard-key', 'content-encoding', 'content-type', 'traceparent']) {
      expect(reply.headers['access-control-allow-headers']).toContain(name);
    }
  });

  test.each(PATHS)('a refusal by %s can be read by any origin', async (url) => {
    const reply = await post(url, '{}', { origin: 'https://shop.example' });
    expect(reply.statusCode).toBe(401);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers['access-control-expose-headers']).toBe('x-sentry-error, x-sentry-rate-limits, retry-after');
    expect(reply.headers.vary).toBe('Origin');
  });

  test.each([
    ['its own', { origin: 'https://shop.example' }, 200],
    ['a subdomain', { origin: 'http://a.b.example.com:8080' }, 200],
    ['none, as servers have it', {}, 200],
    ['its own in Referer', { referer: 'https://shop.example/cart?x=1' }, 200],
    ['a stranger', { origin: 'https://evil.example' }, 403],
    ['a stranger in Referer', { referer: 'https://evil.example/' }, 403],
    ['its own on another scheme', { origin: 'http://shop.example' }, 403],
    ['a look-alike', { origin: 'https://evilexample.com' }, 403],
    ['null, as sandboxed frames have it', { origin: 'null' }, 403],
  ] as [string, Headers, number][])('a project that lists origins hears from %s', async (_name, headers, status) => {
    ingestor.keys.set(KEY, keyOf(KEY, { allowed_origins: ['https://shop.example', '*.example.com'] }));
    const native = await post(NATIVE, '{}', { ...headers, 'x-railguard-key': KEY });
    const sentry = await post(`/api/${NUMERIC}/store/?sentry_key=${KEY}`, '{}', headers);
    expect([native.statusCode, sentry.statusCode]).toEqual(status === 200 ? [202, 200] : [403, 403]);
    for (const reply of [native, sentry]) {
      expect(reply.headers['access-control-allow-origin']).toBe(status === 200 ? '*' : undefined);
      expect(reply.headers.vary).toBe('Origin');
    }
    if (status === 403) {
      expect(native.json()).toMatchObject({ code: 'origin_not_allowed' });
      expect(ingestor.refused[0]).toEqual({
        category: 'error',
        outcome: 'filtered',
        reason: 'origin_not_allowed',
        quantity: 1,
      });
    }
  });
});

describe('addresses', () => {
  test.each(PATHS)('any other method on %s is 405 and never a redirect', async (url) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'] as const) {
      const reply = await ingestor.app.inject({ method, url });
      expect(reply.statusCode).toBe(405);
      expect(reply.headers.allow).toBe('POST, OPTIONS');
      expect(reply.headers['access-control-allow-origin']).toBe('*');
    }
  });

  test('an address nobody knows is a plain 404', async () => {
    const reply = await post('/api/v1/projects');
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.json()).toMatchObject({ code: 'not_found', status: 404 });
  });
});

describe('rate limits', () => {
  beforeEach(() => void ingestor.keys.set(KEY, keyOf(KEY, { rate_limit_per_minute: 3 })));

  test('the native endpoint answers 429 with whole seconds to wait, and counts it', async () => {
    const send = () => post(NATIVE, '{}', { 'x-railguard-key': KEY });
    const statuses = [await send(), await send(), await send()].map((reply) => reply.statusCode);
    expect(statuses).toEqual([202, 202, 202]);
    const reply = await send();
    expect(reply.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    expect(reply.headers['retry-after']).toMatch(/^(?:[1-9]|1\d|20)$/);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(ingestor.refused).toEqual([
      { category: 'error', outcome: 'rate_limited', reason: 'key_limit', quantity: 1 },
    ]);
    expect(await ingestor.taken()).toHaveLength(3);
  });

  test('a batch uses up as much as it holds', async () => {
    expect((await post(NATIVE, '[{},{},{}]', { 'x-railguard-key': KEY })).statusCode).toBe(202);
    expect((await post(NATIVE, '{}', { 'x-railguard-key': KEY })).statusCode).toBe(429);
  });

  test.each([`/api/${NUMERIC}/envelope/`, `/api/${NUMERIC}/store/`])('%s tells Sentry SDKs', async (path) => {
    const send = () =>
      post(`${path}?sentry_key=${KEY}`, '{}\n{"type":"session"}\n{}\n'.slice(0, path.includes('store') ? 2 : 99));
    for (let i = 0; i < 3; i++) expect((await send()).statusCode).toBe(200);
    const reply = await send();
    expect(reply.statusCode).toBe(429);
    expect(reply.headers['x-sentry-rate-limits']).toBe(`${reply.headers['retry-after']}::key`);
    expect(reply.json()).toEqual({ detail: expect.any(String), causes: [] });
  });

  test('another key is not held up', async () => {
    for (let i = 0; i < 4; i++) await post(NATIVE, '{}', { 'x-railguard-key': KEY });
    const free = 'f'.repeat(32);
    ingestor.keys.set(free, keyOf(free));
    expect((await post(NATIVE, '{}', { 'x-railguard-key': free })).statusCode).toBe(202);
  });
});

describe('quotas a day', () => {
  beforeEach(async () => {
    // A day that ends between two requests gives the second a quota of its own.
    if (untilMidnight() < 10) await sleep(untilMidnight() * 1_000);
    ingestor.keys.set(KEY, keyOf(KEY, { quota_per_day: 3 }));
  });
  const untilMidnight = () => 86_400 - ((Date.now() / 1_000) % 86_400);

  test('the native endpoint answers 429 until midnight UTC, and counts it', async () => {
    const send = (body: string) => post(NATIVE, body, { 'x-railguard-key': KEY });
    expect((await send('{}')).statusCode).toBe(202);
    expect((await send('[{},{},{}]')).statusCode).toBe(202);
    const reply = await send('{}');
    expect(reply.json()).toMatchObject({ code: 'rate_limited', status: 429, detail: expect.stringContaining('today') });
    expect(Math.abs(Number(reply.headers['retry-after']) - untilMidnight())).toBeLessThan(5);
    expect(ingestor.refused).toEqual([
      { category: 'error', outcome: 'rate_limited', reason: 'key_quota', quantity: 1 },
    ]);
  });

  test.each([
    ['envelope', '{}\n{"type":"session"}\n{}\n{"type":"session"}\n{}\n{"type":"event"}\n{}\n', 1],
    ['store', '{}', 3],
  ])("Sentry's %s endpoint counts items, and tells SDKs when to come back", async (name, body, requests) => {
    const send = () => post(`/api/${NUMERIC}/${name}/?sentry_key=${KEY}`, body);
    for (let i = 0; i < requests; i++) expect((await send()).statusCode).toBe(200);
    const reply = await send();
    expect(reply.statusCode).toBe(429);
    expect(reply.headers['x-sentry-rate-limits']).toBe(`${reply.headers['retry-after']}::key`);
  });

  test('what was refused for its content spends nothing', async () => {
    for (let i = 0; i < 5; i++) expect((await post(NATIVE, '{', { 'x-railguard-key': KEY })).statusCode).toBe(400);
    expect((await post(NATIVE, '{}', { 'x-railguard-key': KEY })).statusCode).toBe(202);
  });
});

describe('durability', () => {
  test('nothing is acknowledged before the queue holds it', async () => {
    const queue = createMemoryQueue(createLog('test', 'silent'));
    const durable = Promise.withResolvers<void>();
    const slow = { ...queue, publish: () => durable.promise };
    const slowIngestor = await startIngestor({ queue: slow });
    let answered = false;
    const reply = slowIngestor.app
      .inject({ method: 'POST', url: NATIVE, payload: '{}', headers: { 'x-railguard-key': KEY } })
      .then(({ statusCode }) => {
        answered = true;
        return statusCode;
      });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(answered).toBe(false);
    durable.resolve();
    expect(await reply).toBe(202);
    await slowIngestor.close();
  });

  test('while the queue is away clients are told to come back', async () => {
    await ingestor.queue.close();
    const native = await post(NATIVE, '{}', { 'x-railguard-key': KEY });
    expect(native.json()).toMatchObject({ code: 'queue_unavailable', status: 503 });
    expect(native.headers['retry-after']).toBe('5');
    const sentry = await post(`/api/${NUMERIC}/store/?sentry_key=${KEY}`, '{}');
    expect([sentry.statusCode, sentry.headers['retry-after']]).toEqual([503, '5']);
    expect(sentry.headers['x-sentry-rate-limits']).toBeUndefined();
  });

  test('a fault of ours is 500 and keeps its message inside', async () => {
    const queue = createMemoryQueue(createLog('test', 'silent'));
    const broken = { ...queue, publish: () => Promise.reject(new Error('password is hunter2')) };
    const brokenIngestor = await startIngestor({ queue: broken });
    const reply = await brokenIngestor.app.inject({
      method: 'POST',
      url: NATIVE,
      payload: '{}',
      headers: { 'x-railguard-key': KEY },
    });
    expect(reply.json()).toMatchObject({ code: 'internal', status: 500 });
    expect(reply.body).not.toContain('hunter2');
    await brokenIngestor.close();
  });
});

describe('client addresses', () => {
  test('X-Forwarded-For counts only behind a trusted proxy', async () => {
    const headers = { 'x-railguard-key': KEY, 'x-forwarded-for': '198.51.100.1, 203.0.113.7' };
    await post(NATIVE, '{}', headers);
    expect((await ingestor.taken())[0]!.remote_address).toBe('127.0.0.1');

    const trusting = await startIngestor({ trustProxy: true });
    await trusting.app.inject({ method: 'POST', url: NATIVE, payload: '{}', headers });
    expect((await trusting.taken())[0]!.remote_address).toBe('203.0.113.7');
    await trusting.close();
  });
});

test('what was answered is counted', async () => {
  await post(NATIVE, `{"event_id":"${EVENT_ID}"}`, { 'x-railguard-key': KEY });
  await post(NATIVE);
  const { body } = await ingestor.metrics.render();
  expect(body).toContain(
    'railguard_http_requests_total{service="ingestor",route="native",method="POST",status="202"} 1',
  );
  expect(body).toContain(
    'railguard_http_requests_total{service="ingestor",route="native",method="POST",status="401"} 1',
  );
  expect(body).toContain('railguard_queue_publish_seconds_count 1');
});
