import { ApiError } from '@railguard/client/api-error';
import { type Client, createClient } from '@railguard/client/client';
import { inTurn } from './in-turn.ts';
import { queryClient } from './query-client.ts';

/**
 * The browser's one session. The refresh token is in a cookie that no script reads; the access token lives in this
 * page alone, so a page that is opened asks for one first.
 *
 *     unknown ─ resume ─┬─► signed in ─ sign out, or the session ended ─► signed out
 *                       └─► signed out ─ sign in ─► signed in
 */
let isSignedIn = false;
/** Several tabs that renew at once would each use up the cookie's one token, so they take turns. */
const REFRESH = 'railguard.refresh';

export const client: Client = createClient({
  baseUrl: '',
  tokenDelivery: 'cookie',
  inTurn: (renew) => inTurn(REFRESH, renew),
  onTokens: (tokens) => {
    isSignedIn = tokens !== undefined;
    if (tokens) return;
    queryClient.clear();
    for (const listener of listeners) listener();
  },
});

const listeners = new Set<() => void>();

/** Calls back when nobody is signed in any more, such as where the session was ended elsewhere. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let resuming: Promise<boolean> | undefined;

/** Whether somebody is signed in, after asking the server once. */
export function resume(): Promise<boolean> {
  if (isSignedIn) return Promise.resolve(true);
  resuming ??= inTurn(REFRESH, async () => {
    try {
      client.adopt(await client.call('refresh', { body: {} }));
    } catch (error) {
      // A server that is away says nothing about who is signed in.
      if (!(error instanceof ApiError) || error.status >= 500) throw error;
      return false;
    }
    return true;
  }).finally(() => {
    resuming = undefined;
  });
  return resuming;
}
