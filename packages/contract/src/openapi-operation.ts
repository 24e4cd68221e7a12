import type { TObject, TSchema } from 'typebox';
import type { Components, JsonObject } from './openapi-components.ts';
import type { DocumentedOperation } from './operation.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';
import { needsBody, problemsOf, type RouteDefinition } from './route.ts';

/** Express's `:name` in OpenAPI's form. */
export function openapiPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

export function routeOperation(route: RouteDefinition, components: Components): JsonObject {
  const { status, description, schema, contentType = 'application/json' } = route.success;
  return {
    ...heading(route),
    security: route.auth === 'public' ? [] : [{ accessToken: [] }],
    parameters: [...parametersOf('path', route.params, components), ...parametersOf('query', route.query, components)],
    ...(route.body
      ? {
          requestBody: {
            required: needsBody(route.body),
            content: { 'application/json': { schema: components.refer(route.body) } },
          },
        }
      : {}),
    responses: {
      [status]: {
        description,
        ...(status === 303 ? WITH_LOCATION : {}),
        ...contentOf(schema, contentType, components),
      },
      ...problemResponses(problemsOf(route)),
    },
  };
}

export function documentedOperation(operation: DocumentedOperation, components: Components): JsonObject {
  const answers = Object.entries(operation.answers).map(([status, { description, schema, contentType }]) => [
    status,
    { description, ...contentOf(schema, contentType ?? 'application/json', components) },
  ]);
  const bodies = Object.entries(operation.body ?? {}).map(([contentType, schema]) => [
    contentType,
    { schema: components.refer(schema) },
  ]);
  return {
    ...heading(operation),
    security: operation.auth === 'key' ? [{ projectKey: [] }, { projectKeyBearer: [] }, { projectKeyQuery: [] }] : [],
    parameters: [
      ...Object.entries(operation.params ?? {}).map(([name, schema]) => parameter('path', name, schema, components)),
      ...Object.entries(operation.query ?? {}).map(([name, schema]) => parameter('query', name, schema, components)),
    ],
    ...(bodies.length > 0 ? { requestBody: { required: true, content: Object.fromEntries(bodies) } } : {}),
    responses: { ...Object.fromEntries(answers), ...problemResponses(operation.problems ?? [], operation.problemForm) },
  };
}

function heading(operation: RouteDefinition | DocumentedOperation): JsonObject {
  const { operationId, tag, summary, description } = operation;
  const role = 'role' in operation && operation.role;
  const sentences = [description, role && `Needs the role \`${role}\`.`].filter(Boolean).join('\n\n');
  return { operationId, tags: [tag], summary, ...(sentences ? { description: sentences } : {}) };
}

function parametersOf(place: 'path' | 'query', schema: TObject | undefined, components: Components): JsonObject[] {
  const required: readonly string[] = schema?.required ?? [];
  return Object.entries<TSchema>(schema?.properties ?? {}).map(([name, property]) => ({
    ...parameter(place, name, property, components),
    required: required.includes(name),
  }));
}

function parameter(place: 'path' | 'query', name: string, schema: TSchema, components: Components): JsonObject {
  return { in: place, name, required: place === 'path', schema: components.refer(schema) };
}

function contentOf(schema: TSchema | undefined, contentType: string, components: Components): JsonObject {
  return schema ? { content: { [contentType]: { schema: components.refer(schema) } } } : {};
}

const WITH_LOCATION = {
  headers: {
    Location: { required: true, schema: { type: 'string', format: 'uri' }, description: 'Where to go next.' },
  },
};

const PROBLEM_FORMS = {
  problem: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  sentry: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['detail', 'causes'],
        properties: {
          detail: { type: 'string', description: 'Also in the header `X-Sentry-Error`.' },
          causes: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
};

/** OpenAPI has one answer for each status, so codes that share one are listed together. */
function problemResponses(codes: readonly ProblemCode[], form: keyof typeof PROBLEM_FORMS = 'problem'): JsonObject {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  const responses = [...byStatus].map(([status, sharing]) => [
    status,
    {
      description: sharing.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('\n\n'),
      ...(sharing.some((code) => code === 'rate_limited' || code === 'queue_unavailable')
        ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds to wait.' } } }
        : {}),
      content: PROBLEM_FORMS[form],
    },
  ]);
  return Object.fromEntries(responses);
}
