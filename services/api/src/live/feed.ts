import type { Log } from '@railguard/kit/log';
import { type ChangeListener, listenForChanges } from '@railguard/store/changes';
import type { Database } from '@railguard/store/database';
import { LIVE_CHANNEL } from '@railguard/store/live';
import { currentCursor, type HeardMessage, missedByAll } from '@railguard/store/live-replay';

/** Whoever hears everything that is announced, and picks what is theirs. */
export interface Subscriber {
  onMessage: (message: HeardMessage) => void;
  /** Messages were missed and cannot be told any more. */
  onReset: () => void;
  /** The process stops. */
  onStop: () => void;
}

/**
 * The live messages of this process: one connection that listens, however many streams there are.
 *
 *     idle ─ first subscriber ─► listening ─ connection lost ─► waiting ─ listening again ─► what was missed is told
 *                                    └─────────── signal ─► stopped: every stream ends at once
 */
export interface LiveFeed {
  readonly timings: LiveTimings;
  /** From when it resolves, nothing is missed; answers how to stop. @throws what the database throws */
  subscribe(subscriber: Subscriber): Promise<() => void>;
  /** Lets go of its connection. */
  close(): Promise<void>;
}

export interface LiveTimings {
  /** Between two signs of life of a quiet stream. */
  heartbeatMs: number;
  /** Between two looks at what the person behind a stream may see. */
  recheckMs: number;
}

export interface LiveFeedOptions extends Partial<LiveTimings> {
  database: Database;
  url: string;
  log: Log;
  /** Aborted as soon as the process begins to stop. */
  signal: AbortSignal;
}

const HEARTBEAT_MS = 15_000;
const RECHECK_MS = 30_000;

export function createLiveFeed({ database, url, log, signal, ...timings }: LiveFeedOptions): LiveFeed {
  const { heartbeatMs = HEARTBEAT_MS, recheckMs = RECHECK_MS } = timings;
  const subscribers = new Set<Subscriber>();
  let listening: Promise<ChangeListener> | undefined;
  /** Up to where everything was told. */
  let cursor: string;

  async function start(): Promise<ChangeListener> {
    const on = { [LIVE_CHANNEL]: onNotification };
    const listener = await listenForChanges({ url, log, on, onReset: () => void catchUp() });
    try {
      cursor = await currentCursor(database);
      return listener;
    } catch (error) {
      await listener.close();
      throw error;
    }
  }

  function onNotification(payload: string): void {
    tell(JSON.parse(payload) as HeardMessage);
  }

  function tell(message: HeardMessage): void {
    cursor = message.cursor;
    for (const subscriber of subscribers) subscriber.onMessage(message);
  }

  async function catchUp(): Promise<void> {
    const missed = await missedByAll(database, cursor).catch((error: unknown) => {
      log.warn({ err: error }, 'missed live messages could not be read');
      return undefined;
    });
    if (missed) missed.forEach(tell);
    else for (const subscriber of subscribers) subscriber.onReset();
  }

  signal.addEventListener('abort', () => {
    for (const subscriber of subscribers) subscriber.onStop();
  });

  return {
    timings: { heartbeatMs, recheckMs },
    async subscribe(subscriber) {
      listening ??= start();
      try {
        await listening;
      } catch (error) {
        // The next one tries again.
        listening = undefined;
        throw error;
      }
      subscribers.add(subscriber);
      if (signal.aborted) subscriber.onStop();
      return () => void subscribers.delete(subscriber);
    },
    async close() {
      const listener = await listening?.catch(() => undefined);
      await listener?.close();
    },
  };
}
