import type { Log } from '@railguard/kit/log';
import { byteaArray, intArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { isUuid, newUuid } from '@railguard/protocol/ids';
import type pg from 'pg';
import { type OutgoingMessage, QueueUnavailableError } from '../queue.ts';
import { packMessages, sizeOf, type WrittenMessage } from './bundle-content.ts';
import { bundlesOf } from './bundles.ts';
import { INSERT_BUNDLES } from './sql.ts';

/** What may wait in memory, the statement under way included; past it publishers are told to come back. */
const MOST_MESSAGES = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** One statement takes publications until it has this much. Beyond some hundred rows bigger is not faster. */
const BATCH_MESSAGES = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;

interface Publication {
  topic: string;
  messages: WrittenMessage[];
  bytes: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * Merges concurrent publications into one durable statement: a commit costs a disk flush however many rows it has.
 * One statement is under way at a time (more writers are slower on small machines); what arrives meanwhile forms the next.
 *
 *     idle ── publish ──► gathering (this turn of the event loop) ──► writing ──► idle
 *                                                    ▲                  │
 *                                                    └─ more has come ──┘
 */
export interface GroupCommit {
  publish(topic: string, messages: OutgoingMessage[]): Promise<void>;
  /** Refuses further publications and resolves once those taken are written or refused. */
  close(): Promise<void>;
}

export function createGroupCommit(pool: pg.Pool, log: Log): GroupCommit {
  const waiting: Publication[] = [];
  let heldMessages = 0;
  let heldBytes = 0;
  let writing: Promise<void> | undefined;
  let closed = false;
  let failing = false;

  async function writeAll(): Promise<void> {
    // Everything the sockets delivered in this turn of the event loop goes into the first statement.
    await new Promise(setImmediate);
    while (waiting.length > 0) await write(nextBatch(waiting));
    writing = undefined;
  }

  async function write(batch: Publication[]): Promise<void> {
    try {
      await insert(pool, batch);
      failing = false;
      for (const publication of batch) publication.resolve();
    } catch (error) {
      if (!failing) log.error({ err: error }, 'cannot write to the queue');
      failing = true;
      for (const publication of batch) publication.reject(unavailable('the queue cannot be written', error));
    } finally {
      for (const publication of batch) {
        heldMessages -= publication.messages.length;
        heldBytes -= publication.bytes;
      }
    }
  }

  return {
    publish: async (topic, messages) => {
      if (closed) throw unavailable('the queue is closed');
      if (messages.length === 0) return;
      const written = messages.map(toWritten);
      const bytes = sizeOf(written);
      // A publication larger than the bound gets through when nothing else waits: refused once, it always would be.
      if (heldMessages > 0 && (heldMessages + written.length > MOST_MESSAGES || heldBytes + bytes > MOST_BYTES)) {
        throw unavailable('too much waits to be written to the queue');
      }
      heldMessages += written.length;
      heldBytes += bytes;
      const durable = new Promise<void>((resolve, reject) => {
        waiting.push({ topic, messages: written, bytes, resolve, reject });
      });
      writing ??= writeAll();
      return durable;
    },
    close: async () => {
      closed = true;
      await writing;
    },
  };
}

/** Refuses here what the database would refuse for the whole batch, and so for other publishers too. */
function toWritten({ id, headers, body }: OutgoingMessage): WrittenMessage {
  if (!isUuid(id)) throw new TypeError(`a message id must be a UUID: ${id}`);
  return { id, headers: JSON.stringify(headers), body };
}

function nextBatch(waiting: Publication[]): Publication[] {
  let count = 0;
  let messages = 0;
  let bytes = 0;
  for (const publication of waiting) {
    if (
      count > 0 &&
      (messages + publication.messages.length > BATCH_MESSAGES || bytes + publication.bytes > BATCH_BYTES)
    ) {
      break;
    }
    count += 1;
    messages += publication.messages.length;
    bytes += publication.bytes;
  }
  return waiting.splice(0, count);
}

async function insert(pool: pg.Pool, batch: Publication[]): Promise<void> {
  const bundles = bundlesOf(batch);
  const values = [
    uuidArray(bundles.map(() => newUuid())),
    textArray(bundles.map(({ topic }) => topic)),
    intArray(bundles.map(({ messages }) => messages.length)),
    intArray(bundles.map(({ size }) => size)),
    byteaArray(bundles.map(({ messages }) => packMessages(messages))),
    textArray([...new Set(bundles.map(({ topic }) => topic))]),
  ];
  // Named, so that PostgreSQL plans it once for a connection and not once for every few requests.
  await pool.query({ name: 'insert bundles', text: INSERT_BUNDLES, values });
}

function unavailable(message: string, cause?: unknown): QueueUnavailableError {
  return new QueueUnavailableError(message, { cause });
}
