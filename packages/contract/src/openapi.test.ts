import { expect, test } from 'vitest';
import { openapiDocument } from './openapi.ts';
import { PROBLEMS } from './problem.ts';
import { problemsOf, type RouteDefinition } from './route.ts';
import { ROUTES } from './routes.ts';

const routes: readonly RouteDefinition[] = ROUTES;
const text = JSON.stringify(openapiDocument());

test('every operation has its own name and its own address', () => {
  expect(new Set(routes.map((route) => route.operationId)).size).toBe(routes.length);
  expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length);
});

test.each(routes)('$operationId declares exactly the parameters of its path', (route) => {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  expect(Object.keys(route.params?.properties ?? {})).toEqual(inPath);
});

test.each(routes.filter((route) => route.method === 'GET' && route.query?.properties.cursor))(
  '$operationId, being a list, is bounded and says that a cursor may be wrong',
  (route) => {
    expect(route.query?.properties.limit).toMatchObject({ maximum: 100 });
    expect(problemsOf(route)).toContain('invalid_cursor');
  },
);

test('every operation is described, with each of its problems', () => {
  const document = openapiDocument() as { paths: Record<string, Record<string, { responses: object }>> };
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const { responses } = document.paths[path]![route.method.toLowerCase()]!;
    const statuses = [route.success.status, ...problemsOf(route).map((code) => PROBLEMS[code].status)];
    expect(Object.keys(responses).map(Number).sort()).toEqual([...new Set(statuses)].sort());
  }
});

test('every reference leads to a schema, and no name is left inside a schema', () => {
  const names = Object.keys((openapiDocument() as { components: { schemas: object } }).components.schemas);
  const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
  expect(referred.filter((name) => !names.includes(name!))).toEqual([]);
  expect(text).not.toContain('"$id"');
});

test('ingestion and the probes are described too', () => {
  for (const path of [
    '/api/v1/events/{project_id}',
    '/api/{project_id}/envelope/',
    '/healthz',
    '/readyz',
    '/metrics',
  ]) {
    expect(text).toContain(`"${path}":`);
  }
});
