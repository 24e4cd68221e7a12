import { gzipSync } from 'node:zlib';
import { PROBLEMS, type ProblemCode } from '@railguard/contract/problem';
import type { RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, startApiWithOwner } from './api.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let token: string;
beforeAll(async () => {
  api = await startApiWithOwner();
  token = (await api.client.signIn({ email: 'owner@example.com', password: 'correct horse battery' })).access_token;
});
afterAll(() => api.stop());

async function send(path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(`${api.url}${path}`, { ...init, headers });
  return { response, problem: (await response.json()) as Record<string, unknown> };
}

async function expectProblem(sent: ReturnType<typeof send>, code: ProblemCode): Promise<void> {
  const { response, problem } = await sent;
  expect(problem).toMatchObject({ code, status: PROBLEMS[code].status, title: PROBLEMS[code].title });
  expect(response.status).toBe(PROBLEMS[code].status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(problem.request_id).toBe(response.headers.get('x-request-id'));
}

const json = { 'content-type': 'application/json' };
const create = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  send('/api/v1/projects', { method: 'POST', body, headers });

describe('a body', () => {
  test.each(['{"name": "x"', 'name=x', '\u0000'])('that is not JSON is refused: %j', (body) =>
    expectProblem(create(body), 'invalid_json'),
  );

  test('of another type is refused, also where it would parse', async () => {
    await expectProblem(create('{"name":"x"}', { 'content-type': 'text/plain' }), 'unsupported_media_type');
    await expectProblem(
      create('name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      'unsupported_media_type',
    );
    await expectProblem(
      create('{}', { 'content-type': 'application/json; charset=klingon' }),
      'unsupported_media_type',
    );
  });

  test('over 1 MiB is refused, as it is and once inflated', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    await expectProblem(create(large), 'payload_too_large');
    await expectProblem(create(gzipSync(large), { ...json, 'content-encoding': 'gzip' }), 'payload_too_large');
  });

  test('in an unknown or a false encoding is refused', async () => {
    await expectProblem(create('{}', { ...json, 'content-encoding': 'lzw' }), 'unsupported_encoding');
    await expectProblem(create('{}', { ...json, 'content-encoding': 'gzip' }), 'invalid_encoding');
  });

  test('may be compressed and of a JSON type of its own', async () => {
    const body = gzipSync('{"name":"Compressed","unknown":1,"__proto__":{"slug":"x"}}');
    const headers = { 'content-type': 'application/vnd.api+json; charset=utf-8', 'content-encoding': 'gzip' };
    const { response, problem } = await create(body, headers);
    expect([response.status, problem.slug]).toEqual([201, 'compressed']);
  });

  test('that is 100,000 levels deep is refused without harm', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await expectProblem(create(deep), 'invalid_request');
    await expectProblem(create(`{"name":${deep}}`), 'invalid_request');
  });
});

describe('an address', () => {
  test.each(['/api/v1/nothing', '/nothing', '/api/v1/projects/%00', '/api/v1/projects/%E0%A4%A', '/api/v1/issues/1'])(
    'that leads nowhere is answered 404: %s',
    (path) => expectProblem(send(path), 'not_found'),
  );

  test.each([...Map.groupBy(ROUTES as readonly RouteDefinition[], (route) => route.path)])(
    '%s answers 405 to other methods, and names its own',
    async (path, routes) => {
      const known: string[] = routes.map(({ method }) => method);
      const other = ['PUT', 'DELETE'].find((method) => !known.includes(method))!;
      const sent = send(path.replace(/:\w+/g, crypto.randomUUID()), { method: other });
      await expectProblem(sent, 'method_not_allowed');
      const allowed = known.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
      expect((await sent).response.headers.get('allow')).toBe([...allowed, 'OPTIONS'].join(', '));
    },
  );

  test('with a parameter given twice is refused', () =>
    expectProblem(send('/api/v1/projects?limit=1&limit=2'), 'invalid_request'));
});

describe('every answer', () => {
  test("carries the caller's request id where it is harmless, else one of ours", async () => {
    const given = await send('/api/v1/nothing', { headers: { 'x-request-id': 'trace-4711.a' } });
    expect(given.problem.request_id).toBe('trace-4711.a');
    const bad = await send('/api/v1/nothing', { headers: { 'x-request-id': '<script>'.repeat(50) } });
    expect(bad.problem.request_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('forbids browsers to run, frame, sniff or keep it', async () => {
    const { headers } = await fetch(`${api.url}/api/v1/setup`);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

test('what was answered is counted, by the pattern of its route', async () => {
  const metrics = await (await fetch(`${api.url}/metrics`)).text();
  expect(metrics).toMatch(/railguard_http_requests_total\{service="api",route="\/api\/v1\/projects",method="POST"/);
});

describe('when something is wrong on our side', () => {
  test('an unreachable database is a 503 that says when to come back, and the API stays alive', async () => {
    const lame = await startApi({ databaseUrl: 'postgres://nobody:secret@127.0.0.1:1/nothing' });
    try {
      const response = await fetch(`${lame.url}/api/v1/setup`);
      expect(response.headers.get('retry-after')).toBe('2');
      const problem = await response.json();
      expect(problem).toMatchObject({ status: 503, code: 'unavailable' });
      expect(problem).not.toHaveProperty('detail');
      expect((await fetch(`${lame.url}/healthz`)).status).toBe(200);
    } finally {
      await lame.stop();
    }
  });

  test('a fault is a 500 that tells nothing but the request id', async () => {
    const broken = await startApi();
    try {
      await broken.database.pool.query('alter table user_account rename to gone');
      const response = await fetch(`${broken.url}/api/v1/setup`);
      expect(await response.json()).toEqual({
        type: 'urn:railguard:problem:internal',
        title: PROBLEMS.internal.title,
        status: 500,
        code: 'internal',
        request_id: response.headers.get('x-request-id'),
      });
    } finally {
      await broken.stop();
    }
  });
});
