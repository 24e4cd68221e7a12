import { byteaArray, float8Array, intArray, jsonArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { newUuid } from '@railguard/protocol/ids';
import type pg from 'pg';
import type { HeldDelivery } from '../hand-over.ts';
import type { Settlement } from '../settlement.ts';
import { packMessages, sizeOf, unpackMessages } from './bundle-content.ts';
import {
  ACK,
  EXTEND,
  GIVE_BACK,
  GIVE_BACK_OTHERS,
  LEASE,
  MOST_ROWS,
  NEXT_AVAILABLE,
  NOTIFY,
  SETTLE_APART,
} from './sql.ts';

/** A row of messages, leased with the consumer number of its batch. */
interface Bundle {
  id: string;
  /** How many consumers in a row died with it in hand. */
  deaths: number;
  deliveries: HeldDelivery[];
}

/** Bundles leased together. */
export interface Batch {
  bundles: Bundle[];
  consumer: number;
  /** Taken up to a bound, so that more are probably waiting. */
  isFull: boolean;
}

/** What a consumer does to the rows of one topic. */
export interface Leases {
  /**
   * Takes up to `most` messages, the oldest first, or one bundle that has more; of large ones no more than 32 MiB
   * unless it is a single bundle. Messages that consumers died with come apart, so that each has its own fate.
   */
  take(consumer: number, most: number, leaseMs: number): Promise<Batch>;
  /** Messages that the settlement does not name were never handed over: they go back to their place in the line. */
  settle(batch: Batch, settlement: Settlement): Promise<void>;
  extend(batch: Batch, leaseMs: number): Promise<void>;
  /** Puts a batch back as if it had never been taken, and wakes other consumers. */
  giveBack(batch: Batch): Promise<void>;
  /** Puts back everything the consumer holds but `inHand`: it was leased, but the answer never came. */
  giveBackLost(consumer: number, inHand: Batch[]): Promise<void>;
  /** Milliseconds until the next message is due, 0 for one that is; undefined where there is none. */
  nextAvailableMs(): Promise<number | undefined>;
}

export const deliveriesOf = ({ bundles }: Batch): HeldDelivery[] => bundles.flatMap(({ deliveries }) => deliveries);

const NOTHING_SETTLED: Settlement = { acked: [], retried: [], dead: [] };

interface LeasedRow {
  id: string;
  content: Buffer;
  attempt: number;
  deaths: number;
}

export function createLeases(pool: pg.Pool, topic: string): Leases {
  async function take(consumer: number, most: number, leaseMs: number): Promise<Batch> {
    const { rows } = await pool.query<LeasedRow>({
      name: 'lease',
      text: LEASE,
      values: [topic, most, leaseMs, consumer],
    });
    // `returning` has no order of its own; ids grow with time.
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    const bundles = rows.map(toBundle);
    const suspects = bundles.filter(({ deaths, deliveries }) => deaths > 0 && deliveries.length > 1);
    const messages = bundles.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
    const isFull = bundles.length === MOST_ROWS || messages > most / 2;
    if (suspects.length === 0) return { consumer, bundles, isFull };
    await settleApart(suspects, consumer, NOTHING_SETTLED);
    const others = bundles.filter((bundle) => !suspects.includes(bundle));
    return others.length > 0 ? { consumer, bundles: others, isFull } : take(consumer, most, leaseMs);
  }

  /** Removes the bundles and writes what is left of them one by one, or buries it, in one statement. */
  async function settleApart(bundles: Bundle[], consumer: number, { acked, retried, dead }: Settlement): Promise<void> {
    const done = new Set(acked);
    const again = new Map(retried.map((fate) => [fate.id, fate]));
    const lost = new Map(dead.map((fate) => [fate.id, fate]));
    const messages = bundles.flatMap(({ id: bundle, deliveries }) =>
      deliveries.map((delivery) => ({ ...delivery, bundle, headers: JSON.stringify(delivery.headers) })),
    );
    const singles = messages.filter(({ id }) => !done.has(id) && !lost.has(id));
    // One row of a statement cannot be written twice, and an id may have been published twice.
    const buried = [...new Map(messages.filter(({ id }) => lost.has(id)).map((each) => [each.id, each])).values()];
    await pool.query(SETTLE_APART, [
      topic,
      uuidArray(bundles.map(({ id }) => id)),
      consumer,
      uuidArray(singles.map(({ bundle }) => bundle)),
      uuidArray(singles.map(() => newUuid())),
      intArray(singles.map((single) => sizeOf([single]))),
      byteaArray(singles.map((single) => packMessages([single]))),
      intArray(singles.map(({ id, attempt }) => (again.has(id) ? attempt : attempt - 1))),
      intArray(singles.map(({ id, attempt, deaths }) => (again.has(id) ? attempt : attempt - 1 - deaths))),
      float8Array(singles.map(({ id }) => again.get(id)?.delayMs)),
      textArray(singles.map(({ id }) => again.get(id)?.reason)),
      uuidArray(buried.map(({ bundle }) => bundle)),
      uuidArray(buried.map(({ id }) => id)),
      jsonArray(buried.map(({ headers }) => headers)),
      byteaArray(buried.map(({ body }) => body)),
      intArray(buried.map(({ attempt }) => attempt)),
      textArray(buried.map(({ id }) => lost.get(id)!.reason)),
    ]);
  }

  return {
    take,
    settle: async (batch, settlement) => {
      const acked = new Set(settlement.acked);
      const isDone = ({ deliveries }: Bundle) => deliveries.every(({ id }) => acked.has(id));
      const done = batch.bundles.filter(isDone);
      const others = batch.bundles.filter((bundle) => !isDone(bundle));
      if (done.length > 0) {
        await pool.query({ name: 'ack', text: ACK, values: [uuidArray(done.map(({ id }) => id))] });
      }
      if (others.length > 0) await settleApart(others, batch.consumer, settlement);
    },
    extend: async (batch, leaseMs) => {
      await pool.query(EXTEND, [idsOf([batch]), leaseMs, batch.consumer]);
    },
    giveBack: async (batch) => {
      if (batch.bundles.length === 0) return;
      await pool.query(GIVE_BACK, [idsOf([batch]), batch.consumer]);
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

/** An id that was published twice in one bundle is delivered once. */
function toBundle({ id, content, attempt, deaths }: LeasedRow): Bundle {
  const deliveries = new Map<string, HeldDelivery>();
  for (const { id, headers, body } of unpackMessages(content)) {
    deliveries.set(id, { id, headers: JSON.parse(headers), body, attempt, deaths });
  }
  return { id, deaths, deliveries: [...deliveries.values()] };
}

function idsOf(batches: Batch[]): Buffer {
  return uuidArray(batches.flatMap(({ bundles }) => bundles.map(({ id }) => id)));
}
