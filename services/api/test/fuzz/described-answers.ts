import { openapiDocument } from '@railguard/contract/openapi';
import { openapiPath } from '@railguard/contract/openapi-operation';
import type { RouteDefinition } from '@railguard/contract/route';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

const ajv = addFormatsModule.default(new Ajv2020({ strict: false, allErrors: true, validateFormats: true }));
const document = openapiDocument() as {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
};
ajv.addSchema(document, 'openapi');

/** What is wrong with an answer, going by nothing but the description that clients are given; undefined where all is well. */
export function whatIsWrong(
  route: RouteDefinition,
  { status, contentType, body }: { status: number; contentType: string | null; body: string },
): string | undefined {
  const path = openapiPath(route.path);
  const method = route.method.toLowerCase();
  const response = document.paths[path]![method]!.responses[status];
  if (!response) return `the status ${status} is not described`;
  const described = Object.keys(response.content ?? {});
  if (described.length === 0) return body === '' ? undefined : 'a body where none is described';
  const type = (contentType ?? '').split(';')[0]!.trim();
  if (!described.includes(type)) return `${contentType} is not the described ${described}`;
  if (!type.endsWith('json')) return undefined;
  const pointer = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
  const validate = ajv.getSchema(`openapi#/${pointer.map(escapeToken).join('/')}`)!;
  return validate(JSON.parse(body)) ? undefined : ajv.errorsText(validate.errors);
}

/** In a JSON Pointer, and that in a URI. */
function escapeToken(token: string): string {
  return encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'));
}
