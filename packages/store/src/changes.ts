import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';
import pg from 'pg';

/** What PostgreSQL tells of, by triggers on the tables; with what each notification carries. */
export interface Changes {
  /** The public part of a key that was made, changed or deleted, or whose project changed. */
  project_key_changed: string;
  /** The id of a project whose settings changed. */
  project_settings_changed: string;
  /** Nothing: something was deleted, and its rows are to be taken away. */
  purge_added: string;
  /** A live message, whole. */
  railguard_live: string;
}

export interface ChangeListener {
  close(): Promise<void>;
}

export interface ChangeOptions {
  url: string;
  log: Log;
  /** What is listened to. */
  on: { [Channel in keyof Changes]?: (payload: Changes[Channel]) => void };
  /** Changes may have been missed: forget everything. Called after each reconnect. */
  onReset: () => void;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
/** A connection that died without a word would leave what has changed in caches, so it is spoken to now and then. */
const PING_MS = 15_000;
const QUERY_TIMEOUT_MS = 5_000;

/**
 * Hears from PostgreSQL about every change of some kinds, on a connection of its own.
 *
 *     connecting ─► listening ─ lost ─► waiting, ever longer ─► connecting ─► (onReset) listening
 *
 * Resolves once it listens for the first time; where that cannot be, it throws.
 */
export async function listenForChanges(options: ChangeOptions): Promise<ChangeListener> {
  const closing = new AbortController();
  let connection = await connect(options);
  const ended = keepListening();

  async function keepListening(): Promise<void> {
    for (;;) {
      await connection.lost;
      await connection.client.end().catch(() => {});
      if (closing.signal.aborted) return;
      options.log.warn('the connection that hears of changes was lost');
      const next = await reconnect(options, closing.signal);
      if (!next) return;
      connection = next;
      options.onReset();
    }
  }

  return {
    close: async () => {
      closing.abort();
      connection.letGo();
      await ended;
    },
  };
}

interface Connection {
  client: pg.Client;
  /** Resolves when nothing more will be heard on it. */
  lost: Promise<void>;
  letGo: () => void;
}

async function connect({ url, on }: ChangeOptions): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'railguard changes',
    keepAlive: true,
    connectionTimeoutMillis: QUERY_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  const { promise: lost, resolve: letGo } = Promise.withResolvers<void>();
  client.on('error', () => letGo());
  client.on('end', letGo);
  client.on('notification', ({ channel, payload = '' }) => on[channel as keyof Changes]?.(payload));
  try {
    await client.connect();
    for (const channel of Object.keys(on)) await client.query(`listen ${channel}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  const ping = setInterval(() => client.query('select').catch(letGo), PING_MS);
  lost.then(() => clearInterval(ping));
  return { client, lost, letGo };
}

async function reconnect(options: ChangeOptions, signal: AbortSignal): Promise<Connection | undefined> {
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MS)) {
    await sleep(delay, undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      const connection = await connect(options);
      if (!signal.aborted) return connection;
      await connection.client.end();
      return undefined;
    } catch (error) {
      options.log.debug({ err: error }, 'cannot hear of changes yet');
    }
  }
}
