import type { Static, TObject, TSchema } from 'typebox';
import type { ProblemCode } from './problem.ts';
import type { Role } from './role.ts';

/**
 * One operation of the control API as data. The server mounts and validates from it, the client takes its types from
 * it, and the OpenAPI description is generated from it, so the three cannot drift apart.
 */
export interface RouteDefinition {
  /** Unique; the name of the client's method and of the server's handler. */
  operationId: string;
  /** The resource it belongs to, for the documentation. */
  tag: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From the root, with parameters in Express's form: `/api/v1/projects/:project_id`. */
  path: `/api/v1/${string}`;
  summary: string;
  /** What the summary leaves out: rules, defaults, side effects. */
  description?: string;
  /** `user` needs a token; `session` one of a person who signed in, so no API token; `public` takes anybody. */
  auth: 'public' | 'user' | 'session';
  /**
   * The least role. One in the organisation that the path's `issue_id`, `project_id` or `organization_id` belongs to:
   * every operation with one of them names it. `instance_admin` for what concerns the whole installation.
   */
  role?: Role | 'instance_admin';
  params?: TObject;
  query?: TObject;
  /** `minProperties` where a change has to name at least one field. */
  body?: TObject;
  /**
   * The one answer of success; `schema` is absent where it has no body. One of another `contentType` than JSON is text,
   * or what the handler writes to the response itself, as it comes. 303 sends a browser on, by its `Location`.
   */
  success: { status: 200 | 201 | 204 | 303; description: string; schema?: TSchema; contentType?: `text/${string}` };
  /**
   * `expensive` for what may read far more than it answers: searches, sums over time, exports. How much of it one person
   * may do at once and in a while is limited.
   */
  cost?: 'expensive';
  /** Mistakes particular to this operation; `problemsOf` adds those that follow from its form. */
  problems?: readonly ProblemCode[];
}

/** Keeps the literal types of a definition, from which client and handlers derive theirs. */
export function defineRoute<const Route extends RouteDefinition>(route: Route): Route {
  return route;
}

/** Every mistake an operation may answer: its own, and those that its form brings with it. */
export function problemsOf(route: RouteDefinition): ProblemCode[] {
  const codes: ProblemCode[] = [...(route.problems ?? [])];
  if (route.auth !== 'public') codes.push('unauthenticated');
  if (route.auth === 'session') codes.push('session_required');
  if (route.role && route.role !== 'viewer') codes.push('forbidden');
  if (route.params) codes.push('not_found');
  if (route.cost === 'expensive') codes.push('rate_limited');
  if (route.query || route.body) codes.push('invalid_request');
  if (route.body)
    codes.push(
      'invalid_json',
      'payload_too_large',
      'invalid_encoding',
      'unsupported_encoding',
      'unsupported_media_type',
    );
  codes.push('internal', 'unavailable');
  return [...new Set(codes)];
}

/** How many fields a body must name. */
export function leastFields(body: TObject): number {
  return (body as { minProperties?: number }).minProperties ?? 0;
}

/** Whether a body has to be sent; one that may be empty may be left out. */
export function needsBody(body: TObject): boolean {
  return (body.required ?? []).length > 0 || leastFields(body) > 0;
}

type StaticOr<Schema, Absent> = Schema extends TSchema ? Static<Schema> : Absent;

export type ParamsOf<Route extends RouteDefinition> = StaticOr<Route['params'], Record<never, never>>;
export type QueryOf<Route extends RouteDefinition> = StaticOr<Route['query'], Record<never, never>>;
export type BodyOf<Route extends RouteDefinition> = StaticOr<Route['body'], undefined>;
export type AnswerOf<Route extends RouteDefinition> = StaticOr<Route['success']['schema'], undefined>;
