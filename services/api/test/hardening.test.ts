import { Writable } from 'node:stream';
import type { RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import { createLog } from '@railguard/kit/log';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER, startApi, startApiWithOwner } from './api.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let authorization: string;
beforeAll(async () => {
  api = await startApiWithOwner();
  authorization = `Bearer ${(await api.client.signIn(OWNER)).access_token}`;
});
afterAll(() => api?.stop());

const routes = ROUTES as readonly RouteDefinition[];
const addressOf = ({ path }: RouteDefinition) => path.replace(/:\w+/g, crypto.randomUUID());
const ask = (path: string, method: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(20_000) });

function expectHardened({ headers }: Response): void {
  const policy = headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
}

describe('whatever is answered', () => {
  test.each(routes)('$operationId carries the headers that protect browsers, whoever asks', async (route) => {
    for (const headers of [{}, { authorization }] as Record<string, string>[]) {
      // Nothing is deleted that is there: ids are made up, and bodies empty.
      const response = await ask(addressOf(route), route.method, { origin: 'https://evil.example', ...headers });
      expectHardened(response);
      await response.body?.cancel();
    }
  });

  test.each([
    ['/api/v1/nothing', 'GET', 404],
    ['/api/v1/projects', 'DELETE', 405],
    ['/api/v1/projects', 'OPTIONS', 204],
    ['/api/v1/projects/%E0%A4%A', 'GET', 404],
  ])('%s %s does so too', async (path, method, status) => {
    const response = await ask(path, method);
    expect(response.status).toBe(status);
    expectHardened(response);
  });
});

describe('methods', () => {
  const reads = routes.filter(({ method }) => method === 'GET');

  test.each(reads)('HEAD of $operationId is answered as GET is, without a body', async (route) => {
    for (const headers of [{}, { authorization }] as Record<string, string>[]) {
      const get = await ask(addressOf(route), 'GET', headers);
      await get.body?.cancel();
      const head = await ask(addressOf(route), 'HEAD', headers);
      expect([head.status, head.headers.get('content-type')]).toEqual([get.status, get.headers.get('content-type')]);
      expect(await head.text()).toBe('');
    }
  });

  test('OPTIONS names what an address takes, and lets no other origin in', async () => {
    const response = await ask('/api/v1/projects', 'OPTIONS', {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('/api/v1/nothing', 'OPTIONS')).status).toBe(404);
  });
});

describe('expensive reads', () => {
  test('of one person leave connections to others, and what is too much is refused with when to come back', async () => {
    const blocker = new pg.Client({ connectionString: api.databaseUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('lock table project_hourly');
    const path = `/api/v1/projects/${api.owner.project.id}/stats`;
    const answers = Array.from({ length: 21 }, () => ask(path, 'GET', { authorization }));
    try {
      const first = await Promise.race(answers);
      expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
      expect(await first.json()).toMatchObject({ code: 'rate_limited' });
      // The API has five connections: four wait for the database, and one can still be asked.
      expect((await ask('/api/v1/me', 'GET', { authorization })).status).toBe(200);
    } finally {
      await blocker.end();
    }
    const statuses = (await Promise.all(answers)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(20).fill(200), 429]);
  });
});

describe('a request id', () => {
  test('is in the problem and in every line of the log that was written for it', async () => {
    const lines: Record<string, unknown>[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)));
        done();
      },
    });
    const broken = await startApi({ log: createLog('api', 'info', destination) });
    try {
      await broken.database.pool.query('alter table user_account rename to gone');
      const ids = ['trace-1', 'trace-2'];
      const answers = ids.map((id) => fetch(`${broken.url}/api/v1/setup`, { headers: { 'x-request-id': id } }));
      for (const [place, answer] of (await Promise.all(answers)).entries()) {
        expect(answer.headers.get('x-request-id')).toBe(ids[place]);
        expect(await answer.json()).toMatchObject({ code: 'internal', request_id: ids[place] });
      }
      expect(lines.map(({ request_id }) => request_id).sort()).toEqual(ids);
    } finally {
      await broken.stop();
    }
  });
});
