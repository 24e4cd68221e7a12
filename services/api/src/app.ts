import express, { type Express } from 'express';
import type { ApiDeps } from './api-deps.ts';
import { createAccessTokens } from './auth/access-token.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createAuthorize } from './authorize.ts';
import { allHandlers } from './handlers/all.ts';
import { answerProblems, notFound } from './http/answer-problems.ts';
import { countRequests } from './http/count-requests.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { mountRoutes } from './mount.ts';
import { mountPages } from './pages.ts';

/**
 * The control API and the pages that use it, as an Express application. Never listens: a process or a test does, and
 * its front answers the probes.
 */
export function createApi(deps: ApiDeps): Express {
  const { config, log, metrics, webRoot, checkAnswers = false } = deps;
  const accessTokens = createAccessTokens(config.secret);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy ? 1 : false);
  app.use(requestId, securityHeaders(config.url), countRequests(metrics));
  mountRoutes(app, {
    handlers: allHandlers(deps, accessTokens),
    authenticate: createAuthenticate(deps.database, accessTokens),
    authorize: createAuthorize(deps.database),
    checkAnswers,
  });
  if (webRoot) mountPages(app, webRoot);
  app.use(notFound, answerProblems(log));
  return app;
}
