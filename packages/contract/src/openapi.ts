import { createComponents, type JsonObject } from './openapi-components.ts';
import { documentedOperation, openapiPath, routeOperation } from './openapi-operation.ts';
import { ProblemSchema } from './problem-schema.ts';
import { ingestionOperations } from './resources/ingestion.ts';
import { probeOperations } from './resources/probes.ts';
import type { RouteDefinition } from './route.ts';
import { ROUTES } from './routes.ts';

const INTRODUCTION = `The API of Railguard, a self-hosted application monitor.

Sign in with \`login\` and send the access token as \`Authorization: Bearer <token>\`. Times are ISO 8601 in UTC, ids are
UUIDs. A list answers \`{"data": [...], "next_cursor": "..." | null}\`; give the cursor back as \`cursor\` for the next
page. Fields that are not known are ignored. Errors are RFC 9457 problems with a stable \`code\`.`;

const SECURITY_SCHEMES = {
  accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From `login` or `refresh`.' },
  projectKey: { type: 'apiKey', in: 'header', name: 'X-Railguard-Key', description: "A project's public key." },
  projectKeyBearer: { type: 'http', scheme: 'bearer', description: "A project's public key." },
  projectKeyQuery: { type: 'apiKey', in: 'query', name: 'key', description: "A project's public key, for beacons." },
};

/**
 * The whole API as an OpenAPI 3.1 document, generated from the definitions that mount and validate it.
 * @param serverUrl public base URL of the installation; relative where it is not known
 */
export function openapiDocument(serverUrl = '/'): JsonObject {
  const components = createComponents();
  components.refer(ProblemSchema);
  const paths: Record<string, JsonObject> = {};
  const add = (path: string, method: string, operation: JsonObject) => {
    paths[openapiPath(path)] = { ...paths[openapiPath(path)], [method.toLowerCase()]: operation };
  };
  for (const route of ROUTES as readonly RouteDefinition[]) {
    add(route.path, route.method, routeOperation(route, components));
  }
  for (const operation of [...ingestionOperations, ...probeOperations]) {
    add(operation.path, operation.method, documentedOperation(operation, components));
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Railguard', version: '1', license: { name: 'MIT', identifier: 'MIT' }, description: INTRODUCTION },
    servers: [{ url: serverUrl }],
    tags: tagNames().map((name) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: components.schemas },
  };
}

/** The parts that operations belong to, in the order of the lists. */
function tagNames(): string[] {
  const routes = ROUTES as readonly RouteDefinition[];
  return [...new Set([...routes, ...ingestionOperations, ...probeOperations].map(({ tag }) => tag))];
}
