import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';
import type { ConfirmChannel, Message } from 'amqplib';
import { QueueRefusedError, QueueUnavailableError } from '../queue.ts';
import type { Connection, Link } from './link.ts';
import { propertiesOf, type WireMessage } from './message.ts';
import { meaningOf } from './refusal.ts';

/** What may be in memory until the broker has confirmed it; past it publishers are told to come back. */
const MOST_MESSAGES = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Who publishes is told to come back where the broker has not confirmed by then. */
const CONFIRM_WITHIN_MS = 10_000;
/** A broker that owes a confirmation this long, and gives no reason, gets a new connection. */
const CUT_AFTER_MS = 30_000;
const LOOK_EVERY_MS = 1_000;
/** Of the time a shutdown has; what is not confirmed then is refused. */
const CLOSE_WITHIN_MS = 3_000;

/**
 * Publishes with confirms. Messages go out as they come; the broker confirms many at once, so the window of what is
 * not yet confirmed is what makes concurrent publishers fast.
 *
 *     published ──► in flight ─┬─ confirmed ──────────────────────► resolved
 *         │                    ├─ returned, refused, channel lost ► QueueUnavailableError
 *         │                    └─ CONFIRM_WITHIN_MS ──────────────► QueueUnavailableError, but still in the window
 *         └─ window full, no connection, broker blocked ──────────► QueueUnavailableError
 *
 * A message leaves the window only when the broker has answered for it or the connection is gone: until then its bytes
 * are in a socket's buffer. That is what keeps memory bounded before a broker that stopped reading.
 */
export interface Publisher {
  /**
   * Puts messages into one of the topic's queues; resolves once all are durable there.
   * @throws QueueUnavailableError, QueueRefusedError
   */
  publish(topic: string, queue: string, messages: WireMessage[]): Promise<void>;
  /** Refuses further publications and resolves once those taken are confirmed or refused. */
  close(): Promise<void>;
}

/** Messages that are confirmed or refused together. */
interface Publication {
  unconfirmed: number;
  since: number;
  resolve: () => void;
  reject: (error: QueueUnavailableError) => void;
}

/** A confirm channel and what is on its way through it, the oldest first. */
interface Session {
  connection: Connection;
  channel: ConfirmChannel;
  inFlight: Map<number, Publication>;
  returned: Set<number>;
}

export function createPublisher(link: Link, log: Log): Publisher {
  let session: Session | undefined;
  let opening: Promise<Session> | undefined;
  let heldMessages = 0;
  let heldBytes = 0;
  let sequence = 0;
  let closed = false;
  /** As the broker said, on this connection. */
  let largest: { connection: Connection; bytes: number } | undefined;

  function letGo(messages: number, bytes: number): void {
    heldMessages -= messages;
    heldBytes -= bytes;
  }

  async function open(connection: Connection): Promise<Session> {
    const channel = await connection.model.createConfirmChannel();
    // Lost in the very moment that it opened: nobody would hear that the channel is closed.
    if (connection.lost.aborted) throw connection.lost.reason;
    const opened: Session = { connection, channel, inFlight: new Map(), returned: new Set() };
    channel.on('return', ({ properties }: Message) => opened.returned.add(Number(properties.correlationId)));
    channel.on('error', (error) => {
      const bytes = mostBytesIn(error);
      if (bytes !== undefined) largest = { connection, bytes };
      log.error({ err: error }, 'RabbitMQ closed the channel for publications');
    });
    const watch = setInterval(() => lookAfter(opened), LOOK_EVERY_MS);
    watch.unref();
    channel.on('close', () => {
      clearInterval(watch);
      if (session === opened) session = undefined;
    });
    session = opened;
    return opened;
  }

  async function readySession(topic: string): Promise<Session> {
    const connection = await link.connection();
    await connection.declare(topic);
    if (session?.connection === connection) return session;
    opening ??= open(connection).finally(() => {
      opening = undefined;
    });
    return opening;
  }

  function send(at: Session, topic: string, queue: string, messages: WireMessage[], publication: Publication): void {
    for (const message of messages) {
      sequence += 1;
      const number = sequence;
      const settle = (error: unknown) => {
        at.inFlight.delete(number);
        letGo(1, message.content.length);
        publication.unconfirmed -= 1;
        if (error) publication.reject(unavailable('RabbitMQ did not take a message', error));
        else if (at.returned.delete(number)) {
          at.connection.forget(topic);
          publication.reject(unavailable(`RabbitMQ has no queue "${queue}" any more`));
        } else if (publication.unconfirmed === 0) publication.resolve();
      };
      try {
        const properties = { ...propertiesOf(message), correlationId: String(number) };
        at.channel.publish('', queue, message.content, properties, settle);
        at.inFlight.set(number, publication);
      } catch (error) {
        // The channel closed a moment ago.
        settle(error);
      }
    }
  }

  return {
    publish: async (topic, queue, messages) => {
      if (closed) throw unavailable('the queue is closed');
      if (messages.length === 0) return;
      const blocked = link.current()?.blocked();
      if (blocked !== undefined) throw unavailable(`RabbitMQ takes no messages for now: ${blocked}`);
      const bytes = messages.reduce((sum, { content }) => sum + content.length, 0);
      // A publication larger than the bound gets through when nothing else waits: refused once, it always would be.
      if (heldMessages > 0 && (heldMessages + messages.length > MOST_MESSAGES || heldBytes + bytes > MOST_BYTES)) {
        throw unavailable('too much waits to be confirmed by RabbitMQ');
      }
      heldMessages += messages.length;
      heldBytes += bytes;
      let at: Session;
      try {
        at = session?.connection.isDeclared(topic) ? session : await readySession(topic);
        refuseLarger(messages, largest?.connection === at.connection ? largest.bytes : Number.POSITIVE_INFINITY);
      } catch (error) {
        letGo(messages.length, bytes);
        throw meaningOf(error);
      }
      await new Promise<void>((resolve, reject) => {
        const publication = { unconfirmed: messages.length, since: Date.now(), resolve, reject };
        send(at, topic, queue, messages, publication);
      });
    },
    close: async () => {
      closed = true;
      const deadline = Date.now() + CLOSE_WITHIN_MS;
      while (heldMessages > 0 && Date.now() < deadline) await sleep(10);
    },
  };
}

function lookAfter({ connection, inFlight }: Session): void {
  const now = Date.now();
  for (const { since, reject } of inFlight.values()) {
    if (now - since < CONFIRM_WITHIN_MS) return;
    reject(unavailable(`RabbitMQ has confirmed nothing for ${CONFIRM_WITHIN_MS / 1000} s`));
    if (now - since > CUT_AFTER_MS && connection.blocked() === undefined) {
      connection.cut('RabbitMQ owes confirmations');
      return;
    }
  }
}

function refuseLarger(messages: WireMessage[], mostBytes: number): void {
  const larger = messages.find(({ content }) => content.length > mostBytes);
  if (!larger) return;
  throw new QueueRefusedError(
    `RabbitMQ takes no message over ${mostBytes} bytes, and one has ${larger.content.length}: raise its max_message_size`,
  );
}

/** RabbitMQ closes the channel of a message that is too large, and says how large one may be: 16 MiB since 4.0. */
function mostBytesIn(error: Error): number | undefined {
  const found = /larger than (?:configured )?max size (\d+)/.exec(error.message);
  return found ? Number(found[1]) : undefined;
}

function unavailable(message: string, cause?: unknown): QueueUnavailableError {
  return new QueueUnavailableError(message, { cause });
}
