import { float8Array, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import type { HeldDelivery } from '../hand-over.ts';
import type { Settlement } from '../settlement.ts';
import { ACK, BURY, EXTEND, GIVE_BACK, GIVE_BACK_OTHERS, LEASE, NEXT_AVAILABLE, NOTIFY, RETRY } from './sql.ts';

/** Messages leased together, and the consumer number they were leased with. */
export interface Batch {
  deliveries: HeldDelivery[];
  consumer: number;
}

/** What a consumer does to the rows of one topic. */
export interface Leases {
  /** Takes up to `most` messages, the oldest first, and of large ones no more than 32 MiB unless it is a single one. */
  take(consumer: number, most: number, leaseMs: number): Promise<Batch>;
  settle(batch: Batch, settlement: Settlement): Promise<void>;
  extend(batch: Batch, leaseMs: number): Promise<void>;
  /** Puts a batch back as if it had never been taken, and wakes other consumers. */
  giveBack(batch: Batch): Promise<void>;
  /** Puts back everything the consumer holds but `inHand`: it was leased, but the answer never came. */
  giveBackLost(consumer: number, inHand: Batch[]): Promise<void>;
  /** Milliseconds until the next delayed message is due; undefined where none is. */
  nextAvailableMs(): Promise<number | undefined>;
}

export function createLeases(pool: pg.Pool, topic: string): Leases {
  return {
    take: async (consumer, most, leaseMs) => {
      const { rows } = await pool.query<HeldDelivery>({
        name: 'lease',
        text: LEASE,
        values: [topic, most, leaseMs, consumer],
      });
      // `returning` has no order of its own; ids grow with time.
      rows.sort((a, b) => (a.id < b.id ? -1 : 1));
      return { consumer, deliveries: rows };
    },
    settle: async ({ consumer }, { acked, retried, dead }) => {
      if (acked.length > 0) await pool.query({ name: 'ack', text: ACK, values: [topic, uuidArray(acked)] });
      if (retried.length > 0) {
        const ids = uuidArray(retried.map(({ id }) => id));
        const delays = float8Array(retried.map(({ delayMs }) => delayMs));
        const reasons = textArray(retried.map(({ reason }) => reason));
        await pool.query(RETRY, [topic, ids, delays, reasons, consumer]);
      }
      if (dead.length > 0) {
        const ids = uuidArray(dead.map(({ id }) => id));
        await pool.query(BURY, [topic, ids, textArray(dead.map(({ reason }) => reason)), consumer]);
      }
    },
    extend: async (batch, leaseMs) => {
      await pool.query(EXTEND, [topic, idsOf([batch]), leaseMs, batch.consumer]);
    },
    giveBack: async (batch) => {
      if (batch.deliveries.length === 0) return;
      await pool.query(GIVE_BACK, [topic, idsOf([batch]), batch.consumer]);
      await pool.query(NOTIFY, [topic]);
    },
    giveBackLost: async (consumer, inHand) => {
      await pool.query(GIVE_BACK_OTHERS, [topic, idsOf(inHand), consumer]);
    },
    nextAvailableMs: async () => {
      const { rows } = await pool.query<{ wait_ms: number | null }>(NEXT_AVAILABLE, [topic]);
      return rows[0]?.wait_ms ?? undefined;
    },
  };
}

function idsOf(batches: Batch[]): Buffer {
  return uuidArray(batches.flatMap(({ deliveries }) => deliveries.map(({ id }) => id)));
}
