import { ProblemError } from '@railguard/contract/problem';
import type { RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import type { Express, RequestHandler } from 'express';
import type { Authenticate } from './auth/authenticate.ts';
import type { Authorize } from './authorize.ts';
import type { Handler, Handlers } from './handler.ts';
import { compileAnswerCheck } from './http/check-answer.ts';
import { readJson } from './http/read-json.ts';
import { compileCheck } from './http/validate.ts';

export interface MountOptions {
  handlers: Handlers;
  authenticate: Authenticate;
  authorize: Authorize;
  checkAnswers: boolean;
}

/**
 * Mounts every operation of the contract. For each request: who asks, the address and what they may do there, then the
 * query and the body, so that strangers are turned away before anything of theirs is read; then the handler.
 * Other methods on a known address are answered with 405.
 */
export function mountRoutes(app: Express, options: MountOptions): void {
  const routes: readonly RouteDefinition[] = ROUTES;
  for (const route of routes) {
    const handler = options.handlers[route.operationId as keyof Handlers] as Handler<RouteDefinition>;
    app[route.method.toLowerCase() as Lowercase<RouteDefinition['method']>](
      route.path,
      ...(route.auth === 'public' ? [] : [rejectStrangers(route, options)]),
      ...(route.body ? readJson : []),
      runHandler(route, handler, options.checkAnswers),
    );
  }
  for (const [path, sharing] of Map.groupBy(routes, (route) => route.path)) {
    const methods = sharing.map((route) => route.method).join(', ');
    app.all(path, (_request, response) => {
      response.set('Allow', methods);
      throw new ProblemError('method_not_allowed');
    });
  }
}

function rejectStrangers(route: RouteDefinition, { authenticate, authorize }: MountOptions): RequestHandler {
  const readParams = compileParams(route);
  return async (request, response, next) => {
    const scope = await authenticate(request);
    const access = await authorize(route, scope, readParams(request.params));
    Object.assign(response.locals, { scope, access });
    next();
  };
}

function runHandler(route: RouteDefinition, handler: Handler<RouteDefinition>, checkAnswers: boolean): RequestHandler {
  const readParams = compileParams(route);
  const readQuery = route.query ? compileCheck('query', route.query) : nothing;
  const readBody = route.body ? compileCheck('body', route.body) : () => undefined;
  const checkAnswer = checkAnswers ? compileAnswerCheck(route) : () => {};

  return async (request, response) => {
    const answer = await handler({
      params: readParams(request.params),
      query: readQuery({ ...request.query }) as object,
      body: readBody(request.body === undefined ? {} : request.body) as undefined,
      scope: response.locals.scope,
      access: response.locals.access,
      request,
      response,
    });
    checkAnswer(answer);
    response.status(route.success.status).set('Cache-Control', 'no-store');
    if (answer === undefined) response.end();
    else if (route.success.contentType) response.type(route.success.contentType).send(answer);
    else response.json(answer);
  };
}

/** An address that cannot name anything names nothing: it is answered like one whose thing does not exist. */
function compileParams(route: RouteDefinition): (params: object) => Record<string, string> {
  if (!route.params) return () => ({});
  const check = compileCheck('params', route.params);
  return (params) => {
    try {
      return check({ ...params }) as Record<string, string>;
    } catch {
      throw new ProblemError('not_found');
    }
  };
}

function nothing(): object {
  return {};
}
