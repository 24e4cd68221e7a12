import type { RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import type { Plugin } from 'vite';

const MODULE = '@railguard/contract/routes';

/**
 * The client asks of an operation where it is, whether it takes a body and a token, and what its answer is. The schemas that say the rest
 * are for the server and for the compiler: with the library that makes them they would be a third of what a browser loads.
 */
export function slimContract(): Plugin {
  return {
    name: 'slim-contract',
    enforce: 'pre',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const routes = (ROUTES as readonly RouteDefinition[]).map((route) => ({
        operationId: route.operationId,
        method: route.method,
        path: route.path,
        auth: route.auth,
        success: { contentType: route.success.contentType },
        ...(route.body ? { body: {} } : {}),
      }));
      return `export const ROUTES = ${JSON.stringify(routes)};`;
    },
  };
}
