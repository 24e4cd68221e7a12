import type { HeardMessage } from '@railguard/store/live-replay';
import type { Response } from 'express';
import { eventText, HEARTBEAT, messageText } from './event-text.ts';

/** Why the server closes a stream. */
export type EndReason = 'unauthenticated' | 'not_found' | 'too_slow' | 'unavailable' | 'stopping';

/**
 * The writing end of one stream.
 *
 *     opening (what is heard waits) ─ ready ─► live ─┬─ the client left ─► closed
 *                                                    ├─ too slow ─► reset, end ─► closed
 *                                                    └─ end(reason) ─► closed
 */
export interface Stream {
  /** Something new. */
  tell(message: HeardMessage): void;
  /** What was missed before it opened; undefined where that cannot be told. Afterwards it is live. */
  ready(missed: HeardMessage[] | undefined, cursor: string): void;
  /** Something may have been missed. */
  reset(): void;
  heartbeat(): void;
  end(reason: EndReason): void;
  readonly isClosed: boolean;
}

/** How long a client waits before it connects again, in milliseconds. */
const RETRY_MS = 2_000;
/** A message is some 200 bytes, at the most 4 kB; those of one batch come at once, before any of them can leave. */
const MOST_UNREAD_BYTES = 1024 * 1024;
const MOST_WAITING = 1_000;
/** For the last words; who does not read gets no more time. */
const CLOSE_WITHIN_MS = 2_000;

export function openStreamOn(response: Response): Stream {
  let waiting: HeardMessage[] | undefined = [];
  let isClosed = false;
  response.once('close', () => {
    isClosed = true;
  });
  function write(text: string): void {
    if (isClosed) return;
    response.write(text);
    if (response.writableLength > MOST_UNREAD_BYTES) giveUp();
  }

  function giveUp(): void {
    if (isClosed) return;
    response.write(eventText('reset', {}));
    end('too_slow');
  }

  function end(reason: EndReason): void {
    if (isClosed) return;
    isClosed = true;
    response.end(eventText('end', { reason }));
    setTimeout(() => response.destroy(), CLOSE_WITHIN_MS).unref();
  }

  return {
    tell(message) {
      if (!waiting) write(messageText(message));
      else if (waiting.length < MOST_WAITING) waiting.push(message);
      else giveUp();
    },
    ready(missed, cursor) {
      // nginx would otherwise collect what is to arrive at once.
      if (!response.headersSent) response.set('X-Accel-Buffering', 'no');
      write(`retry: ${RETRY_MS}\n\n`);
      if (missed) for (const message of missed) write(messageText(message));
      else write(eventText('reset', {}));
      write(eventText('ready', {}, cursor));
      const heard = waiting ?? [];
      waiting = undefined;
      for (const message of heard) write(messageText(message));
    },
    reset: () => write(eventText('reset', {})),
    heartbeat() {
      // Whoever has not read what came before needs no sign of life.
      if (response.writableLength === 0) write(HEARTBEAT);
    },
    end,
    get isClosed() {
      return isClosed;
    },
  };
}
