import { openapiDocument } from '@railguard/contract/openapi';
import { getSetting, MAIL_IS_CONFIGURED } from '@railguard/store/instance-settings';
import { hasUsers } from '@railguard/store/users';
import manifest from '../../package.json' with { type: 'json' };
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

export function systemHandlers({ database, config }: ApiDeps) {
  const document = openapiDocument(config.url);
  return {
    async getInstance() {
      return {
        needs_setup: !(await hasUsers(database)),
        mail_configured: (await getSetting(database, MAIL_IS_CONFIGURED)) === true,
        oidc: { enabled: config.oidc !== undefined, name: config.oidc?.name ?? null },
        version: manifest.version,
      };
    },

    async getOpenApi() {
      return document;
    },
  } satisfies Partial<Handlers>;
}
