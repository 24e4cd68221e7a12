import type { LiveData, LiveType } from '@railguard/contract/resources/live';
import type { RouteOf } from '@railguard/contract/routes';
import { STREAM_EVENTS } from '@railguard/contract/stream-events';
import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';
import { createEventStreamReader, type StreamEvent } from './event-stream.ts';
import type { Input } from './request.ts';

/** Something happened: which issues of which project, by their ids. It may be told twice. */
export interface LiveMessage extends LiveData {
  type: LiveType;
}

export interface StreamOptions {
  client: Pick<Client, 'send'>;
  /** What to hear: an organisation, a project, topics. */
  query?: Omit<NonNullable<Input<RouteOf<'openStream'>>['query']>, 'last_event_id'>;
  onMessage: (message: LiveMessage) => void;
  /** Something may have been missed: read anew what is shown. */
  onReset?: () => void;
  /** Whether it hears right now: for a sign that what is shown may be old. */
  onConnected?: (isConnected: boolean) => void;
  /** Ends it. */
  signal: AbortSignal;
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** The server shows a sign of life every 15 seconds; who hears none for so long is connected to nobody. */
const SILENT_FOR_MS = 45_000;

/**
 * Hears what happens until the signal is aborted, and resolves then.
 *
 *     connecting ─ ready ─► live ─ ended, lost or silent ─► waiting ─► connecting, from the last id on
 *          └─ refused for good ─► thrown
 *
 * Waits longer after each failure, by chance more or less, so that not everybody comes back at once. An access token that
 * expired is renewed by the client.
 * @throws ApiError where the server refuses: nobody is signed in, or what is asked for is not there
 */
export async function openStream(options: StreamOptions): Promise<void> {
  const { signal, onConnected } = options;
  let lastEventId = '';
  let delay = FIRST_DELAY_MS;
  let failures = 0;

  while (!signal.aborted) {
    let atLeast = 0;
    try {
      await hear(options, lastEventId, {
        onEvent: (event) => {
          lastEventId = event.lastEventId;
          failures = 0;
        },
        onRetry: (milliseconds) => {
          delay = Math.min(milliseconds, LONGEST_DELAY_MS);
        },
      });
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof ApiError && isFinal(error)) throw error;
      atLeast = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      failures += 1;
    } finally {
      onConnected?.(false);
    }
    const longest = Math.min(delay * 2 ** failures, LONGEST_DELAY_MS);
    await pause(Math.max(atLeast, longest * (0.5 + Math.random() / 2)), signal);
  }
}

interface Connection {
  onEvent: (event: StreamEvent) => void;
  onRetry: (milliseconds: number) => void;
}

/** One connection, until it ends. */
async function hear(options: StreamOptions, lastEventId: string, { onEvent, onRetry }: Connection): Promise<void> {
  const { client, query = {}, signal, onMessage, onReset, onConnected } = options;
  const silence = new AbortController();
  const watch = () => setTimeout(() => silence.abort(new Error('the stream has gone silent')), SILENT_FOR_MS);
  let watching = watch();
  try {
    const response = await client.send(
      'openStream',
      { query },
      {
        headers: lastEventId === '' ? {} : { 'Last-Event-ID': lastEventId },
        signal: AbortSignal.any([signal, silence.signal]),
      },
    );
    const reader = createEventStreamReader({ lastEventId, onRetry });
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      clearTimeout(watching);
      watching = watch();
      for (const event of reader.read(decoder.decode(chunk, { stream: true }))) {
        onEvent(event);
        if (event.type === 'ready') onConnected?.(true);
        else if (event.type === 'reset') onReset?.();
        else if (!isAboutTheStream(event)) onMessage({ type: event.type as LiveType, ...JSON.parse(event.data) });
      }
    }
  } finally {
    clearTimeout(watching);
  }
}

function isAboutTheStream({ type }: StreamEvent): boolean {
  return (STREAM_EVENTS as readonly string[]).includes(type);
}

/** Of what a client did; a full server, or one that starts, is asked again. */
function isFinal({ status }: ApiError): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
