import type { AnswerOf, RouteDefinition } from '@railguard/contract/route';
import { type OperationId, ROUTES, type RouteOf } from '@railguard/contract/routes';
import { ApiError, apiErrorFrom } from './api-error.ts';
import { addressOf, type Input, type LooseInput } from './request.ts';

export interface ClientOptions {
  /** Of the installation, such as `https://railguard.example`; empty for the page's own origin. */
  baseUrl: string;
  fetch?: typeof fetch;
  /** `cookie` in browsers, where the refresh token stays out of reach of scripts; `body` everywhere else. */
  tokenDelivery?: 'cookie' | 'body';
  /** Tokens kept from an earlier run. */
  tokens?: Tokens;
  /** Renews while nobody else does who has the same refresh token, such as another tab: it is good for one use. */
  inTurn?: (renew: () => Promise<void>) => Promise<void>;
  /** Called whenever tokens change, undefined when the session ended: the place to keep them. */
  onTokens?: (tokens: Tokens | undefined) => void;
}

export interface Tokens {
  accessToken: string;
  /** Absent where a cookie holds it. */
  refreshToken?: string;
}

type Session = AnswerOf<RouteOf<'login'>>;
type Arguments<Id extends OperationId> =
  Record<never, never> extends Input<RouteOf<Id>> ? [input?: Input<RouteOf<Id>>] : [input: Input<RouteOf<Id>>];

export interface Client {
  /**
   * Calls one operation of the API.
   * An access token that has expired is renewed once, for all calls that are under way together.
   * @throws ApiError for every answer that is not a success; what `fetch` throws where there was no answer
   */
  call<Id extends OperationId>(operationId: Id, ...args: Arguments<Id>): Promise<AnswerOf<RouteOf<Id>>>;
  /** The same with the answer as it comes, for downloads and streams. */
  send<Id extends OperationId>(operationId: Id, input: Input<RouteOf<Id>>, rest?: SendOptions): Promise<Response>;
  /** Signs in and keeps the tokens for later calls. `code` is for accounts with a second factor. */
  signIn(credentials: { email: string; password: string; code?: string }): Promise<Session>;
  /** Ends the session here and on the server. */
  signOut(): Promise<void>;
  /** Takes over a session from elsewhere, such as the answer to `completeSetup`. */
  adopt(session: Session): void;
}

export interface SendOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const ROUTE_BY_ID = new Map<string, RouteDefinition>(ROUTES.map((route) => [route.operationId, route]));

export function createClient(options: ClientOptions): Client {
  const { baseUrl, fetch: send = fetch, tokenDelivery = 'body', inTurn = (renew) => renew(), onTokens } = options;
  let tokens = options.tokens;
  let renewal: Promise<void> | undefined;

  function keep(next: Tokens | undefined): void {
    tokens = next;
    onTokens?.(next);
  }

  function adopt({ access_token, refresh_token }: Session): void {
    keep({ accessToken: access_token, ...(refresh_token ? { refreshToken: refresh_token } : {}) });
  }

  async function request(route: RouteDefinition, input: LooseInput, rest: SendOptions = {}): Promise<Response> {
    const response = await send(addressOf(baseUrl, route.path, input), {
      method: route.method,
      headers: {
        accept: route.success.contentType ?? 'application/json',
        ...(route.body ? { 'content-type': 'application/json' } : {}),
        ...rest.headers,
        // Also where none is needed: accepting an invitation depends on who is signed in.
        ...(tokens ? { authorization: `Bearer ${tokens.accessToken}` } : {}),
      },
      ...(route.body ? { body: JSON.stringify(input.body ?? {}) } : {}),
      ...(rest.signal ? { signal: rest.signal } : {}),
    });
    if (!response.ok) throw await apiErrorFrom(response);
    return response;
  }

  async function requestRenewing(route: RouteDefinition, input: LooseInput, rest?: SendOptions): Promise<Response> {
    const used = tokens?.accessToken;
    try {
      return await request(route, input, rest);
    } catch (error) {
      const canRenew = tokenDelivery === 'cookie' || tokens?.refreshToken !== undefined;
      if (!(error instanceof ApiError) || error.code !== 'unauthenticated' || !canRenew) throw error;
      // Somebody else may have renewed it while this call was under way.
      if (tokens?.accessToken === used) await renewOnce();
      return await request(route, input, rest);
    }
  }

  async function renew(): Promise<void> {
    try {
      const body = { token_delivery: tokenDelivery, refresh_token: tokens?.refreshToken };
      const response = await request(ROUTE_BY_ID.get('refresh')!, { body });
      adopt((await response.json()) as Session);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) keep(undefined);
      throw error;
    }
  }

  /** A refresh token is good for one use, so concurrent calls must share one renewal. */
  function renewOnce(): Promise<void> {
    renewal ??= inTurn(renew).finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  const client: Client = {
    async call(operationId, ...[input = {}]) {
      const route = ROUTE_BY_ID.get(operationId)!;
      const response = await requestRenewing(route, input);
      if (response.status === 204) return undefined as never;
      // A stream has no end; who means to read it takes `openStream`.
      if (route.success.contentType === 'text/event-stream') return (await response.body?.cancel()) as never;
      return (route.success.contentType ? await response.text() : await response.json()) as never;
    },
    send: (operationId, input, rest) => requestRenewing(ROUTE_BY_ID.get(operationId)!, input, rest),
    async signIn(credentials) {
      const session = await client.call('login', { body: { ...credentials, token_delivery: tokenDelivery } });
      adopt(session);
      return session;
    },
    async signOut() {
      const refreshToken = tokens?.refreshToken;
      keep(undefined);
      await client.call('logout', { body: { refresh_token: refreshToken } });
    },
    adopt,
  };
  return client;
}
