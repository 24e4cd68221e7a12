import { setTimeout as sleep } from 'node:timers/promises';
import type { Door } from '@railguard/testing/ingest';
import { seededRandom } from './random.ts';
import { type Consignment, nextConsignment } from './shipments.ts';
import type { System } from './system.ts';

/** Clients that send without end, each as one SDK would, and write into the ledger what they were answered. */
export interface Traffic {
  /** Ends sending and waits for the requests in hand. */
  stop(): Promise<void>;
}

const SENDERS = 12;
const PAUSE_MS = 25;
/** As long as a client waits before it takes a connection for dead. */
const TIMEOUT_MS = 5_000;
const AFTER_FAILURE_MS = 150;

/**
 * What is not acknowledged is sent again, as clients do, and sometimes what was:
 *
 *     new ──► sent ─┬─ acknowledged ─ now and then, or else ──► new
 *               ▲   ├─ refused ───────────────────────────────► new
 *               └───┴─ no answer, 503
 */
export function startTraffic(system: System, seed: number): Traffic {
  const { ledger, projects } = system;
  let stopping = false;

  async function sender(number: number): Promise<void> {
    const random = seededRandom(seed * 1_000 + number);
    let again: Consignment | undefined;
    while (!stopping) {
      const consignment: Consignment = again ?? nextConsignment(projects, random);
      const isTaken = await deliver(consignment, random.pick(system.set.ingestors));
      again = !isTaken || random.chance(0.1) ? consignment : undefined;
      await sleep(isTaken ? PAUSE_MS : AFTER_FAILURE_MS);
    }
  }

  /** False where it has to be sent again. */
  async function deliver({ project, events, others, send, refusal }: Consignment, door: Door): Promise<boolean> {
    const shipment = { projectId: project.id, events, others };
    const status = await statusOf(send, door);
    if (status !== undefined && status < 300 && !refusal?.isCertain) {
      ledger.acknowledged(shipment);
      return true;
    }
    if (refusal && status === refusal.status) {
      ledger.refused(project.id, refusal.outcomes, door.url);
      return true;
    }
    ledger.unsure({ ...shipment, others: [...others, ...(refusal?.outcomes ?? [])] });
    if (status !== undefined && status !== 503) system.found(`an ingestor answered ${status}`);
    return false;
  }

  const running = Array.from({ length: SENDERS }, (_, number) => sender(number));
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(running);
    },
  };
}

/** Undefined where there was no answer, or none in time. */
async function statusOf(send: Consignment['send'], door: Door): Promise<number | undefined> {
  const timeout = sleep(TIMEOUT_MS, undefined, { ref: false });
  const answer = send(door).then(
    ({ status }) => status,
    () => undefined,
  );
  return Promise.race([answer, timeout]);
}
