import { openapiDocument } from '@railguard/contract/openapi';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

export function systemHandlers({ config }: ApiDeps) {
  const document = openapiDocument(config.url);
  return {
    async getOpenApi() {
      return document;
    },
  } satisfies Partial<Handlers>;
}
