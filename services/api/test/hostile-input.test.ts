import type { RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';

/** What breaks programs that trust their input, each once: encodings, SQL, paths, numbers at their edges, other types. */
const HOSTILE: unknown[] = [
  '',
  ' ',
  '\0',
  '\ud800',
  'x'.repeat(70_000),
  "'; drop table issue; --",
  '%_\\',
  '../../etc/passwd',
  '{{constructor}}',
  '💥'.repeat(100),
  'NaN',
  '-1',
  '0',
  '1e309',
  '9223372036854775808',
  'true',
  'null',
  '2026-02-31T25:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  '00000000-0000-0000-0000-000000000000',
  'WyJpc3N1ZXMgbGFzdF9zZWVuIl0',
  -1,
  1.5,
  1e300,
  true,
  null,
  [],
  [null],
  {},
  { $ref: 'x' },
];

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let authorization: string;
beforeAll(async () => {
  api = await startApiWithOwner();
  authorization = `Bearer ${(await api.client.signIn(OWNER)).access_token}`;
});
afterAll(() => api.stop());

function send(route: RouteDefinition, params: object, query: [string, string][], body?: unknown): Promise<Response> {
  const values = params as Record<string, string>;
  const path = route.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(values[name] ?? crypto.randomUUID()));
  return fetch(`${api.url}${path}?${new URLSearchParams(query)}`, {
    method: route.method,
    // Where a redirect leads is not this installation's to answer.
    redirect: 'manual',
    headers: { authorization, ...(route.body ? { 'content-type': 'application/json' } : {}) },
    ...(route.body ? { body: JSON.stringify(body ?? {}) } : {}),
  });
}

/** Every request that a route can be sent with one hostile value in one place. */
function* attacks(route: RouteDefinition): Generator<() => Promise<Response>> {
  const params = { project_id: api.owner.project.id, key_id: api.owner.key.id };
  for (const value of HOSTILE) {
    const text = typeof value === 'string' ? value.toWellFormed().slice(0, 7_000) : JSON.stringify(value);
    for (const name of Object.keys(route.params?.properties ?? {})) {
      yield () => send(route, { ...params, [name]: text || ' ' }, []);
    }
    for (const name of Object.keys(route.query?.properties ?? {})) yield () => send(route, params, [[name, text]]);
    for (const name of Object.keys(route.body?.properties ?? {}))
      yield () => send(route, params, [], { [name]: value });
    if (route.body) yield () => send(route, params, [], value);
  }
}

/** A stream that was opened has no end. */
async function endOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return 'a stream';
}

// Its own project is the ground that is fought on, so it stays.
const routes = (ROUTES as readonly RouteDefinition[]).filter(({ method }) => method !== 'DELETE');

test.each(routes)('$operationId answers hostile input, and never with a fault', async (route) => {
  for (const attack of attacks(route)) {
    const response = await attack();
    const answer = await endOf(response);
    expect(response.status, `${response.url} → ${answer}`).toBeLessThan(500);
  }
});
