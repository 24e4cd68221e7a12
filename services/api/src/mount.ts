import { ProblemError } from '@railguard/contract/problem';
import type { RouteDefinition } from '@railguard/contract/route';
import { ROUTES } from '@railguard/contract/routes';
import type { Scope } from '@railguard/store/scope';
import type { Express, RequestHandler } from 'express';
import type { Authenticate } from './auth/authenticate.ts';
import type { Authorize } from './authorize.ts';
import type { Context, Handler, Handlers } from './handler.ts';
import { compileAnswerCheck } from './http/check-answer.ts';
import { createReadBudget, type ReadBudget } from './http/read-budget.ts';
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
 * OPTIONS on a known address names its methods, HEAD is GET without the body, and others are answered with 405.
 */
export function mountRoutes(app: Express, options: MountOptions): void {
  const routes: readonly RouteDefinition[] = ROUTES;
  const budget = createReadBudget();
  for (const route of routes) {
    const handler = options.handlers[route.operationId as keyof Handlers] as Handler<RouteDefinition>;
    app[route.method.toLowerCase() as Lowercase<RouteDefinition['method']>](
      route.path,
      ...(route.auth === 'public' ? [] : [rejectStrangers(route, options)]),
      ...(route.body ? readJson : []),
      ...(route.body && route.auth !== 'public' ? [admitAnew] : []),
      runHandler(route, route.cost === 'expensive' ? budgeted(handler, budget) : handler, options.checkAnswers),
    );
  }
  for (const [path, sharing] of Map.groupBy(routes, (route) => route.path)) {
    const methods = sharing.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.all(path, (request, response) => {
      response.set({ Allow: [...methods, 'OPTIONS'].join(', '), 'Cache-Control': 'no-store' });
      // What an address takes, and nothing about other origins: pages of other sites have no business here.
      if (request.method !== 'OPTIONS') throw new ProblemError('method_not_allowed');
      response.status(204).end();
    });
  }
}

function rejectStrangers(route: RouteDefinition, { authenticate, authorize }: MountOptions): RequestHandler {
  const readParams = compileParams(route);
  return async (request, response, next) => {
    const admit = async () => {
      const scope = await authenticate(request);
      return { scope, access: await authorize(route, scope, readParams(request.params)) };
    };
    const readmit = async () => (await admit()).scope;
    Object.assign(response.locals, await admit(), { admit, readmit, admittedAt: performance.now() });
    next();
  };
}

/** As good as at once. */
const BODY_WITHIN_MS = 1_000;

/**
 * A body may take as long as a request may, and its sender may have been signed out, demoted or removed meanwhile: whoever
 * held one back would keep what they might do until they send it.
 */
const admitAnew: RequestHandler = async (_request, response, next) => {
  const { admit, admittedAt } = response.locals;
  if (performance.now() - admittedAt > BODY_WITHIN_MS) Object.assign(response.locals, await admit());
  next();
};

function budgeted(handler: Handler<RouteDefinition>, budget: ReadBudget): Handler<RouteDefinition> {
  return (context) => budget.spend((context.scope as Scope).userId, () => handler(context));
}

function runHandler(route: RouteDefinition, handler: Handler<RouteDefinition>, checkAnswers: boolean): RequestHandler {
  const readParams = compileParams(route);
  const readQuery = route.query ? compileCheck('query', route.query) : nothing;
  const readBody = route.body ? compileCheck('body', route.body) : () => undefined;
  const { status, contentType } = route.success;
  const checkAnswer = checkAnswers ? compileAnswerCheck(route) : () => {};

  return async (request, response) => {
    const input = {
      params: readParams(request.params),
      query: readQuery({ ...request.query }) as object,
      body: readBody(request.body === undefined ? {} : request.body) as undefined,
    };
    response.status(status).set('Cache-Control', 'no-store');
    if (contentType) response.set('Content-Type', contentType);
    const { scope, access, readmit } = response.locals as Pick<
      Context<RouteDefinition>,
      'scope' | 'access' | 'readmit'
    >;
    const answer = await handler({ ...input, scope, access, readmit, request, response });
    // What is not JSON may have been written already, or be under way.
    if (contentType && answer === undefined) return;
    checkAnswer(answer);
    if (answer === undefined) response.end();
    else if (contentType) response.type(contentType).send(answer);
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
