import { openapiDocument } from '../../packages/contract/src/openapi.ts';

/** docs/openapi.json: what a server answers at /api/v1/openapi.json, with relative addresses. */
export async function generate(): Promise<{ path: string; text: string }> {
  return { path: 'docs/openapi.json', text: `${JSON.stringify(openapiDocument(), null, 2)}\n` };
}
