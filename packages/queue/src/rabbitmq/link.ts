import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';
import { type ChannelModel, connect, credentials } from 'amqplib';
import { backoffMs, RECONNECT } from '../backoff.ts';
import { QueueUnavailableError } from '../queue.ts';
import { closeChannel } from './channel.ts';
import { isVirtualHostRefusal, meaningOf } from './refusal.ts';
import { declareTopic } from './topology.ts';

const CONNECT_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 2_000;
const SECOND_TRY_AFTER_MS = 300;
/** The broker gives a frozen consumer's messages to others after two of these. */
const HEARTBEAT_SECONDS = '10';

/** A connection that is open, until `lost` is aborted. */
export interface Connection {
  model: ChannelModel;
  lost: AbortSignal;
  /** Why the broker takes no publications (memory or disk alarm); undefined where it does. */
  blocked(): string | undefined;
  /** Resolves once the topic's queues are there; asks the broker once. */
  declare(topic: string): Promise<void>;
  /** Whether `declare` has resolved for the topic. */
  isDeclared(topic: string): boolean;
  /** Somebody deleted a queue of the topic: it is declared anew next time. */
  forget(topic: string): void;
  /** Ends it at once, as a broken cable does. */
  cut(reason: string): void;
}

/**
 * One connection to the broker, made when it is asked for and made again after it was lost:
 *
 *     idle ── asked for ──► connecting ──► open ──┐ lost
 *      ▲                        └── failed ───────┤
 *      └───── backoff (100 ms to 5 s) ────────────┘ who asks meanwhile gets the last error
 */
export interface Link {
  /**
   * The open connection; waits for an attempt under way (5 s at most), never for the next one.
   * @throws QueueUnavailableError, QueueRefusedError
   */
  connection(): Promise<Connection>;
  /** The open connection where there is one. */
  current(): Connection | undefined;
  close(): Promise<void>;
}

export function createLink(url: string, name: string, log: Log): Link {
  let open: Connection | undefined;
  let connecting: Promise<Connection> | undefined;
  let failures = 0;
  let retryAt = 0;
  let lastError = new QueueUnavailableError('not connected to RabbitMQ');
  let closed = false;

  function failed(error: unknown): QueueUnavailableError {
    failures += 1;
    retryAt = Date.now() + backoffMs(failures, RECONNECT);
    lastError = meaningOf(error);
    return lastError;
  }

  async function make(): Promise<Connection> {
    try {
      const connection = await connectTo(url, name);
      if (failures > 0) log.info({ link: name }, 'connected to RabbitMQ again');
      failures = 0;
      open = connection;
      connection.lost.addEventListener('abort', () => {
        open = undefined;
        const error = failed(connection.lost.reason);
        if (!closed) log.warn({ err: error, link: name }, 'the connection to RabbitMQ is lost');
      });
      return connection;
    } catch (error) {
      const meaning = failed(error);
      if (failures === 1) log.warn({ err: meaning, link: name }, 'cannot connect to RabbitMQ; trying again');
      throw meaning;
    } finally {
      connecting = undefined;
    }
  }

  return {
    connection: async () => {
      if (closed) throw new QueueUnavailableError('the queue is closed');
      if (open) return open;
      if (!connecting && Date.now() < retryAt) throw lastError;
      connecting ??= make();
      return connecting;
    },
    current: () => open,
    close: async () => {
      closed = true;
      await connecting?.catch(() => {});
      if (open) await closeConnection(open);
    },
  };
}

/** A connection for one errand, which its user closes. */
export async function connectTo(url: string, name: string): Promise<Connection> {
  const target = new URL(url);
  if (!target.searchParams.has('heartbeat')) target.searchParams.set('heartbeat', HEARTBEAT_SECONDS);
  const options = {
    // Nagle's algorithm would hold every publication back until the one before is confirmed: 27 a second.
    noDelay: true,
    timeout: CONNECT_WITHIN_MS,
    clientProperties: { connection_name: name },
    ...(target.username && {
      credentials: credentials.plain(decodeURIComponent(target.username), decodeURIComponent(target.password)),
    }),
  };
  const model = await connect(target.href, options).catch(async (error) => {
    if (!isVirtualHostRefusal(error)) throw error;
    await sleep(SECOND_TRY_AFTER_MS);
    return connect(target.href, options);
  });
  const lost = new AbortController();
  const declared = new Map<string, Promise<void>>();
  const ready = new Set<string>();
  let blocked: string | undefined;
  let failure: Error | undefined;
  model.on('error', (error) => {
    failure = error;
  });
  model.on('close', (error) => lost.abort(failure ?? error ?? new Error('the connection was closed')));
  model.on('blocked', (reason) => {
    blocked = reason;
  });
  model.on('unblocked', () => {
    blocked = undefined;
  });

  /** On a channel of its own: a refusal closes it. */
  async function declare(topic: string): Promise<void> {
    try {
      const channel = await model.createChannel();
      channel.on('error', () => {});
      await declareTopic(channel, topic);
      ready.add(topic);
      await closeChannel(channel);
    } catch (error) {
      declared.delete(topic);
      throw meaningOf(error);
    }
  }

  return {
    model,
    lost: lost.signal,
    blocked: () => blocked,
    declare: (topic) => {
      const asked = declared.get(topic) ?? declare(topic);
      declared.set(topic, asked);
      return asked;
    },
    isDeclared: (topic) => ready.has(topic),
    forget: (topic) => {
      declared.delete(topic);
      ready.delete(topic);
    },
    cut: (reason) => socketOf(model).destroy(new Error(reason)),
  };
}

/** Says goodbye to the broker, and waits for its answer, but not for long. */
export async function closeConnection(connection: Connection): Promise<void> {
  if (connection.lost.aborted) return;
  const timer = setTimeout(() => connection.cut('the broker does not let go'), CLOSE_WITHIN_MS);
  await Promise.race([connection.model.close().catch(() => {}), once(connection.lost, 'abort')]);
  clearTimeout(timer);
}

function socketOf({ connection }: ChannelModel): Socket {
  return (connection as unknown as { stream: Socket }).stream;
}
