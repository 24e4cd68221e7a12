import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import type { Queue } from '@railguard/queue/queue';

/** Of the ten seconds a shutdown may take; what is left then stays in the queue, durable, for the next start. */
const DRAIN_WITHIN_MS = 4_000;

/** Waits until the worker has stored what was accepted, as far as time allows. */
export async function drain(queue: Queue): Promise<void> {
  const deadline = Date.now() + DRAIN_WITHIN_MS;
  while (Date.now() < deadline) {
    const { ready, leased } = await queue.depth(EVENTS_RAW);
    if (ready + leased === 0) return;
    await sleep(50);
  }
}
