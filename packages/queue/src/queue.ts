/**
 * The queue seam. Transports: `postgres.ts` (one machine), `rabbitmq.ts` (the distributed form), `memory.ts` (tests).
 * `contract-suite.ts` is the suite every transport passes.
 *
 * The life of a message:
 *
 *     published ─► ready ─► leased ─┬─ ack ───► gone
 *                    ▲              ├─ retry ─► delayed ─► ready     (attempt + 1)
 *                    │              ├─ dead ──► dead letter ─ replay ─► ready / discard ─► gone
 *                    └─ lease lost ─┘                                (consumer died; attempt + 1)
 *
 * A handler that throws has its batch retried; only verdicts, and consumers that die again and again, bury a message.
 * Delivery is at least once: a consumer recognises repeats by the message's id.
 */
export interface OutgoingMessage {
  /** UUIDv7, chosen by the publisher. */
  id: string;
  headers: Record<string, unknown>;
  body: Uint8Array;
}

export interface Delivery extends OutgoingMessage {
  /** 1 on the first delivery. Counts every hand-over, also those to a consumer that died. */
  attempt: number;
}

/** What became of one delivery. A handler returns one for each message, in their order. */
export type Verdict =
  | { kind: 'ack' }
  | { kind: 'retry'; reason: string; delayMs?: number }
  | { kind: 'dead'; reason: string };

export const ACK: Verdict = { kind: 'ack' };

/**
 * Throwing means a fault of ours or of the infrastructure, and says nothing of the messages: every one of the batch is
 * retried with backoff (up to 5 min) until the handler answers, however many attempts that takes.
 */
export type BatchHandler = (batch: Delivery[]) => Promise<Verdict[]>;

export interface ConsumeOptions {
  /** The most messages one batch holds; a transport hands over fewer where they are large. */
  batchSize: number;
  /**
   * A message the handler wants retried on this attempt or a later one becomes a dead letter. One whose consumers died
   * so many times in a row is handed over alone, and after five more deaths becomes a dead letter too.
   */
  maxAttempts: number;
  /** How long a consumer may hold a batch before others take it back, in milliseconds. */
  leaseMs: number;
}

export interface Consumer {
  /** Takes no further batch, waits for the one in hand to be settled. */
  stop(): Promise<void>;
}

export interface DeadLetter {
  id: string;
  topic: string;
  headers: Record<string, unknown>;
  body: Uint8Array;
  attempts: number;
  reason: string;
  died_at: Date;
}

export interface QueueDepth {
  /** Can be taken now. */
  ready: number;
  /** To be retried, but not yet. */
  delayed: number;
  /** In a consumer's hands. */
  leased: number;
  dead: number;
}

export interface DeadLetters {
  /** Newest message first (by id), at most `limit` (100), fewer where bodies are large; empty past the last one. `before` is the last id of the page before. */
  list(topic: string, options: { limit: number; before?: string }): Promise<DeadLetter[]>;
  /** Back to ready, with a first attempt again; answers how many there were. */
  replay(topic: string, ids: string[]): Promise<number>;
  discard(topic: string, ids: string[]): Promise<number>;
}

export interface Queue {
  /**
   * Resolves once every message is durable.
   * @throws QueueUnavailableError where the queue cannot take them now; none, some or all may have been taken
   */
  publish(topic: string, messages: OutgoingMessage[]): Promise<void>;
  consume(topic: string, handler: BatchHandler, options: ConsumeOptions): Consumer;
  /** A transport may stop counting at 10,000. */
  depth(topic: string): Promise<QueueDepth>;
  readonly deadLetters: DeadLetters;
  /**
   * Resolves where the queue answers, throws otherwise. For readiness.
   * @throws QueueRefusedError where waiting does not help; anything else means "not now"
   */
  check(): Promise<void>;
  /** Stops every consumer and lets go of connections. */
  close(): Promise<void>;
}

/** The queue cannot take messages now; clients are told to come back. */
export class QueueUnavailableError extends Error {
  override name: string = 'QueueUnavailableError';
}

/**
 * The queue cannot be used until a person has changed something: credentials, permissions, what is on the server.
 * Its message says what. For clients it is the same as unavailable; a process that starts may end with it.
 */
export class QueueRefusedError extends QueueUnavailableError {
  override name = 'QueueRefusedError';
}
