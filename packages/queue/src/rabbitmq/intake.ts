import type { Log } from '@railguard/kit/log';
import type { ConsumeMessage, Message } from 'amqplib';
import { createWakeUp } from '../wake-up.ts';
import { closeChannel } from './channel.ts';
import type { Connection } from './link.ts';
import { type Arrival, arrivalOf } from './message.ts';

/** What one batch holds of bodies, in bytes, at most; one message may be larger. */
const MOST_BATCH_BYTES = 32 * 1024 * 1024;
/** What is held altogether, the batch in hand included. */
const MOST_HELD_BYTES = 2 * MOST_BATCH_BYTES;
/** By how much the prefetch grows at most with each message, until it is as wide as asked for. */
const WIDENING = 16;
/** One lost consumer may be a restart, two are suspicious. */
const SUSPICIOUS_DEATHS = 2;
const LONGEST_WAIT_MS = 60_000;
/** AMQP's field has 16 bits. */
const MOST_PREFETCH = 65_535;

/** A delay that ends this soon has ended: clocks differ, and the shortest round takes longer. */
const SOON_MS = 10;

/** Messages taken together, in the order of their delivery tags. */
export interface Batch {
  /** To be handed over. No id is in it twice. */
  arrivals: Arrival[];
  /** Delayed ones whose time has not come. */
  early: Arrival[];
  /** Whatever else somebody put into the queue. */
  foreign: ConsumeMessage[];
  lastTag: number;
}

/**
 * The messages of one queue as the broker pushes them, on a channel of its own.
 *
 * The prefetch is all that AMQP has against too much at once, and it counts messages, not bytes. So it starts at one
 * and widens to two batches (one in hand, one ahead) as far as the messages seen allow; what comes in excess goes back
 * at once. It stays at one as long as messages come whose consumers died twice: they are at the head of the queue,
 * so that one to blame takes no other with it.
 *
 *     narrow (1) ── fresh, small messages ──► wide (2 × batch size)
 *        ▲                                       │
 *        └────────── more bytes than fit ────────┘
 */
export interface Intake {
  /** Waits for messages; undefined where the channel is closed or `stop` was called. */
  next(): Promise<Batch | undefined>;
  /** Messages in this process's hands. */
  held(): number;
  /** Answers for one message. Does nothing once the channel is closed: the broker has taken the messages back. */
  ack(raw: Message): void;
  /** Answers for what is left of the batch, and of those before it. */
  ackUpTo(batch: Batch): void;
  /** Gives back what was not taken, and gets no more. */
  stop(): Promise<void>;
  close(): Promise<void>;
  isClosed(): boolean;
}

export async function openIntake(connection: Connection, queue: string, batchSize: number, log: Log): Promise<Intake> {
  const channel = await connection.model.createChannel();
  const bell = createWakeUp();
  const widest = Math.min(2 * batchSize, MOST_PREFETCH);
  /** Their tags; the prefetch is that of all together. */
  const consumers: string[] = [];
  /** By delivery tag, in their order: the bytes of what is not answered for. */
  const unanswered = new Map<number, number>();
  let waiting: { raw: ConsumeMessage; arrival: Arrival | undefined }[] = [];
  let heldBytes = 0;
  let averageBytes = 0;
  let prefetch = 1;
  let adjusting: Promise<void> | undefined;
  let stopped = false;
  let closed = false;

  channel.on('error', (error) => log.warn({ err: error, queue }, 'RabbitMQ closed the channel of a consumer'));
  channel.on('close', () => {
    closed = true;
    bell.ring();
  });

  function arrive(raw: ConsumeMessage | null): void {
    if (!raw) {
      // The queue was deleted, or moved to another node of the broker.
      connection.forget(queue);
      // At once, and not when that is answered: nothing can be said on a channel that is closing.
      closed = true;
      bell.ring();
      void closeChannel(channel);
      return;
    }
    const bytes = raw.content.length;
    averageBytes = averageBytes === 0 ? bytes : averageBytes * 0.9 + bytes * 0.1;
    if (stopped) giveBack(raw);
    else if (unanswered.size > 0 && heldBytes + bytes > MOST_HELD_BYTES) {
      giveBack(raw);
      adjust(Math.max(1, Math.floor(prefetch / WIDENING)));
    } else keep(raw);
  }

  function keep(raw: ConsumeMessage): void {
    heldBytes += raw.content.length;
    unanswered.set(raw.fields.deliveryTag, raw.content.length);
    const arrival = arrivalOf(raw);
    waiting.push({ raw, arrival });
    bell.ring();
    if (prefetch > 1 || !arrival || arrival.delivery.deaths < SUSPICIOUS_DEATHS) widen();
  }

  function widen(): void {
    const fitting = Math.max(1, Math.floor(MOST_HELD_BYTES / Math.max(averageBytes, 1)));
    const wanted = Math.min(widest, fitting, prefetch * WIDENING);
    if (wanted >= 2 * prefetch || (wanted > prefetch && wanted === widest)) adjust(wanted);
  }

  /**
   * Widened by a consumer more beside those there are: the broker takes back what it is just pushing to one that is
   * cancelled, and counts that as a death. Narrowed by a new one in the place of all, and what they hold comes on top.
   */
  function adjust(wanted: number): void {
    if (adjusting || wanted === prefetch) return;
    adjusting = (async () => {
      const more = wanted - prefetch;
      prefetch = wanted;
      if (more < 0) await cancel();
      await consume(more < 0 ? wanted : more);
    })()
      // A channel that closes meanwhile says so itself.
      .catch(() => {})
      .finally(() => {
        adjusting = undefined;
      });
  }

  /** A prefetch holds for each consumer that starts after it was set. */
  async function consume(most: number): Promise<void> {
    await channel.prefetch(most);
    const { consumerTag } = await channel.consume(queue, arrive);
    consumers.push(consumerTag);
  }

  async function cancel(): Promise<void> {
    await Promise.all(consumers.splice(0).map((tag) => channel.cancel(tag)));
  }

  function giveBack(raw: Message): void {
    forget(raw.fields.deliveryTag);
    if (!closed) channel.nack(raw, false, true);
  }

  function forget(tag: number): void {
    heldBytes -= unanswered.get(tag) ?? 0;
    unanswered.delete(tag);
  }

  function compose(): Batch {
    const batch: Batch = { arrivals: [], early: [], foreign: [], lastTag: 0 };
    const ids = new Set<string>();
    const soon = Date.now() + SOON_MS;
    let weight = 0;
    let count = 0;
    for (const { raw, arrival } of waiting) {
      if (count === batchSize) break;
      if (!arrival) batch.foreign.push(raw);
      else if (arrival.due > soon) batch.early.push(arrival);
      else {
        const { id, deaths } = arrival.delivery;
        weight += weightOf(raw.content.length, deaths);
        if (ids.has(id) || (ids.size > 0 && weight > MOST_BATCH_BYTES)) break;
        ids.add(id);
        batch.arrivals.push(arrival);
      }
      batch.lastTag = raw.fields.deliveryTag;
      count += 1;
    }
    waiting = waiting.slice(count);
    return batch;
  }

  try {
    await consume(prefetch);
  } catch (error) {
    void closeChannel(channel);
    throw error;
  }

  return {
    next: async () => {
      while (!closed && !stopped) {
        bell.forget();
        if (waiting.length > 0) {
          // What the socket delivered in this turn of the event loop belongs to the batch.
          await new Promise(setImmediate);
          return closed || stopped ? undefined : compose();
        }
        await bell.wait(LONGEST_WAIT_MS);
      }
      return undefined;
    },
    held: () => unanswered.size,
    ack: (raw) => {
      forget(raw.fields.deliveryTag);
      if (!closed) channel.ack(raw);
    },
    ackUpTo: ({ lastTag }) => {
      let newest: number | undefined;
      for (const tag of unanswered.keys()) {
        if (tag > lastTag) break;
        newest = tag;
        forget(tag);
      }
      // A tag that is answered for already would have the broker close the channel.
      if (newest !== undefined && !closed) channel.ack({ fields: { deliveryTag: newest } } as Message, true);
    },
    stop: async () => {
      stopped = true;
      bell.ring();
      await adjusting;
      if (closed) return;
      await cancel().catch(() => {});
      for (const { raw } of waiting) giveBack(raw);
      waiting = [];
    },
    close: async () => {
      if (!closed) await closeChannel(channel);
    },
    isClosed: () => closed,
  };
}

/** A message weighs 2 MiB at least after a death of its consumer, doubled by each further one. */
function weightOf(bytes: number, deaths: number): number {
  return deaths === 0 ? bytes : Math.max(bytes, 1024 * 1024 * 2 ** Math.min(deaths, 5));
}
