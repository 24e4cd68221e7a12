import { PROBLEMS, type ProblemCode } from '@railguard/contract/problem';
import { problemsOf, type RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Attack, attacksOn } from './fuzz/attack.ts';
import { whatIsWrong } from './fuzz/described-answers.ts';
import { createWorld, type World } from './fuzz/world.ts';

/**
 * Every operation of the contract under requests made of its own schemas, good and broken, by the owner, by somebody who
 * may only read and by nobody. Whatever is sent, the answer is one that the description promises.
 *
 * `RAILGUARD_FUZZ_SEED` and `RAILGUARD_FUZZ_RUNS` (requests for each operation) make it another, longer hunt.
 */
const SEED = Number(process.env.RAILGUARD_FUZZ_SEED ?? 4711);
const RUNS = Number(process.env.RAILGUARD_FUZZ_RUNS ?? 40);
/** Of one operation, where nobody asked for more: some answers take a password's time. */
const MOST_MS = process.env.RAILGUARD_FUZZ_RUNS ? 600_000 : 1_000;
const ANSWERED_WITHIN_MS = 20_000;

const routes = ROUTES as readonly RouteDefinition[];
/**
 * What creates things comes first, since its answers name what others can be tried with; what deletes comes last, and the
 * whole after its parts.
 */
function placeOf({ method, success, path }: RouteDefinition): number {
  if (success.status === 201) return 0;
  return method === 'DELETE' ? 100 - path.split('/').length : ['GET', 'POST', 'PATCH'].indexOf(method) + 1;
}
const inOrder = routes.toSorted((a, b) => placeOf(a) - placeOf(b));

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

async function send(attack: Attack) {
  const token = world.tokens[attack.actor];
  const response = await fetch(`${world.url}${attack.path}`, {
    method: attack.method,
    headers: { ...attack.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(attack.body === undefined ? {} : { body: attack.body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
  });
  const contentType = response.headers.get('content-type');
  // A stream that was opened has no end.
  const isEndless = contentType?.startsWith('text/event-stream');
  const body = isEndless ? '' : await response.text();
  if (isEndless) await response.body?.cancel();
  return { status: response.status, contentType, body, headers: response.headers };
}

/** Undefined where the answer is as it should be. */
function complaintAbout(route: RouteDefinition, attack: Attack, answer: Awaited<ReturnType<typeof send>>) {
  const { status, body, headers } = answer;
  if (status >= 500) return 'a fault';
  if (attack.actor === 'nobody' && route.auth !== 'public' && status !== 401) return 'nobody got that far';
  const wrong = whatIsWrong(route, answer);
  if (wrong) return wrong;
  if (headers.get('cache-control') !== 'no-store') return 'it may be kept';
  if (status < 400) {
    const isAbove = route.role !== undefined && route.role !== 'viewer';
    const isTheirs = Object.entries(world.ground).some(([name, id]) => attack.params[name] === id);
    if (attack.actor === 'viewer' && isAbove && isTheirs) return 'who may only read was let in';
    return undefined;
  }
  const problem = JSON.parse(body) as { code: ProblemCode; status: number; request_id: string };
  if (!problemsOf(route).includes(problem.code)) return `the problem ${problem.code} is not declared`;
  if (problem.status !== status || PROBLEMS[problem.code].status !== status) return 'its status is another';
  return problem.request_id === headers.get('x-request-id') ? undefined : 'its request id is another';
}

test.each(inOrder)(
  '$operationId answers whatever is sent as the contract says',
  async (route) => {
    const until = Date.now() + MOST_MS;
    let tried = 0;
    const hunt = fc.asyncProperty(attacksOn(route, world.known), async (attack) => {
      if (tried++ > 0 && Date.now() > until) return;
      if (attack.actor === 'viewer') await world.demoteViewer();
      const answer = await send(attack);
      const complaint = complaintAbout(route, attack, answer);
      const request = `${attack.actor}: ${attack.method} ${attack.path} ${attack.body ?? ''}`;
      if (complaint)
        expect.fail(`${complaint}\n${request.slice(0, 2_000)}\n→ ${answer.status} ${answer.body.slice(0, 2_000)}`);
      if (answer.status < 300 && answer.contentType?.includes('json')) {
        world.learn(route.path, attack.params, JSON.parse(answer.body));
      }
      if (answer.status === 201 && isOnTheGround(attack)) creations.push({ route, attack });
    });
    await fc.assert(hunt, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    if (route.method !== 'GET' && !(await world.isWhole())) await beginAnew();
  },
  620_000,
);

/** What the owner created, to be created again where the world has to be made anew. */
const creations: { route: RouteDefinition; attack: Attack }[] = [];
const MOST_CREATED_AGAIN = 3;

function isOnTheGround({ actor, params }: Attack): boolean {
  return actor === 'owner' && Object.entries(params).every(([name, id]) => world.ground[name] === id);
}

async function beginAnew(): Promise<void> {
  const old = world.ground;
  await world.stop();
  world = await createWorld();
  const inNewWorld = (text: string) =>
    Object.entries(old).reduce((moved, [name, id]) => moved.replaceAll(id, world.ground[name]!), text);
  for (const ofRoute of Map.groupBy(creations.splice(0), ({ route }) => route).values()) {
    for (const creation of ofRoute.slice(0, MOST_CREATED_AGAIN)) {
      const attack: Attack = JSON.parse(inNewWorld(JSON.stringify(creation.attack)));
      const answer = await send(attack);
      if (answer.status !== 201) continue;
      world.learn(creation.route.path, attack.params, JSON.parse(answer.body));
      creations.push({ route: creation.route, attack });
    }
  }
}

test('the hunt would find an answer that is not described', () => {
  const route = routes.find(({ operationId }) => operationId === 'getProject')!;
  const answer = { status: 200, contentType: 'application/json; charset=utf-8', body: '{"id":1}' };
  expect(whatIsWrong(route, answer)).toContain('must have required property');
  expect(whatIsWrong(route, { ...answer, status: 418 })).toBe('the status 418 is not described');
  expect(whatIsWrong(route, { ...answer, contentType: 'text/html' })).toContain('is not the described');
});
