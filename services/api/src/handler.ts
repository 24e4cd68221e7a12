import type { Role } from '@railguard/contract/role';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteDefinition } from '@railguard/contract/route';
import type { OperationId, RouteOf } from '@railguard/contract/routes';
import type { Access } from '@railguard/store/access';
import type { Scope } from '@railguard/store/scope';
import type { Request, Response } from 'express';

/** What a handler is given: input that has been validated, and who asks. */
export interface Context<Route extends RouteDefinition> {
  params: ParamsOf<Route>;
  query: QueryOf<Route>;
  body: BodyOf<Route>;
  /** Whose eyes the store looks through; only where the operation needs a token. */
  scope: Route['auth'] extends 'public' ? undefined : Scope;
  /** Where the path leads; only where the operation names a role in an organisation, which was held against it. */
  access: Route['role'] extends Role ? Access : undefined;
  /** Finds out anew who asks and whether they still may, for answers that last. @throws ProblemError */
  readmit: () => Promise<Scope>;
  /** For cookies, addresses and answers that are not JSON. */
  request: Request;
  response: Response;
}

/**
 * Answers one operation with the body of its success.
 * @throws ProblemError for a mistake of the client; anything else thrown is a fault of ours
 */
export type Handler<Route extends RouteDefinition> = (context: Context<Route>) => Promise<AnswerOf<Route>>;

/** One handler for each operation of the contract: one that is missing does not compile. */
export type Handlers = { [Id in OperationId]: Handler<RouteOf<Id>> };
