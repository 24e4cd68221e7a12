import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Each holds a socket, and of its body no more than the kernel's buffers. */
const MOST_WAITING = 1_000;

/**
 * Requests that came before there was anybody to take them.
 *
 *     entered ─┬─ empty(handler) ─► handled
 *              ├─ waited too long, or the room is full ─► turned away
 *              └─ the client left ─► forgotten
 */
export interface WaitingRoom {
  enter: RequestListener;
  /** Gives everybody who waits to the handler. */
  empty(handler: RequestListener): void;
}

export function createWaitingRoom(longestMs: number, turnAway: RequestListener): WaitingRoom {
  const waiting = new Map<ServerResponse, { request: IncomingMessage; timer: NodeJS.Timeout }>();

  function leave(response: ServerResponse, handler?: RequestListener): void {
    const visitor = waiting.get(response);
    if (!visitor) return;
    waiting.delete(response);
    clearTimeout(visitor.timer);
    handler?.(visitor.request as Parameters<RequestListener>[0], response as Parameters<RequestListener>[1]);
  }

  return {
    enter: (request, response) => {
      if (waiting.size >= MOST_WAITING) return turnAway(request, response);
      const timer = setTimeout(() => leave(response, turnAway), longestMs);
      waiting.set(response, { request, timer });
      response.once('close', () => leave(response));
    },
    empty: (handler) => {
      for (const response of [...waiting.keys()]) leave(response, handler);
    },
  };
}
