import { ROUTES } from '@railguard/contract/routes';
import type { Plugin } from 'vite';

const MODULE = '@railguard/contract/routes';

/**
 * The client asks of an operation where it is, and whether it takes a body and a token. The schemas that say the rest
 * are for the server and for the compiler: with the library that makes them they would be a third of what a browser loads.
 */
export function slimContract(): Plugin {
  return {
    name: 'slim-contract',
    enforce: 'pre',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const routes = ROUTES.map((route) => ({
        operationId: route.operationId,
        method: route.method,
        path: route.path,
        auth: route.auth,
        ...('body' in route ? { body: {} } : {}),
      }));
      return `export const ROUTES = ${JSON.stringify(routes)};`;
    },
  };
}
