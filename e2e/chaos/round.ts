import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@railguard/testing/eventually';
import { isReady } from '@railguard/testing/product-process';
import type { ServiceProcess } from '@railguard/testing/service-process';
import { CHECKS } from './checks/all.ts';
import { awaitDrained } from './drained.ts';
import type { Fault } from './fault.ts';
import type { Random } from './random.ts';
import { startReader } from './reader.ts';
import type { System } from './system.ts';
import { startTraffic } from './traffic.ts';

/** What goes wrong in a round: one after the other, and those of one entry at the same moment. */
export type Strikes = Fault[][];

export interface RoundOptions {
  strikes: Strikes;
  random: Random;
  say(sentence: string): void;
}

const FLOWS_WITHIN_MS = 90_000;
const READY_WITHIN_MS = 60_000;
const SETTLED_WITHIN_MS = 10_000;
/** Requests that must be acknowledged before anything goes wrong, and after each time. */
const FLOWING = 40;

/**
 * One round, from a system at rest to a system at rest; answers what does not agree then.
 *
 *     at rest ── load ──► flowing ── strike ──► struck ── over ──► recovering
 *        ▲                   ▲                                         │
 *        │                   └──── the load flows again ◄──────────────┤
 *        │                                                             │ after the last strike
 *     checked ◄── drained ◄── every process ready ◄── load ends ◄──────┘
 *
 * Nothing but the faults themselves and the supervisor touches the system meanwhile.
 */
export async function runRound(system: System, { strikes, random, say }: RoundOptions): Promise<string[]> {
  const traffic = startTraffic(system, Math.floor(random.between(0, 1_000_000)));
  const reader = startReader(system);
  try {
    await untilFlowing(system);
    for (const faults of strikes) {
      say(faults.map(({ name }) => name).join(', while '));
      await sleep(random.between(0, 500));
      await Promise.all(faults.map((fault) => fault.strike(system, random)));
      await untilFlowing(system);
    }
    await traffic.stop();
    await untilReady(system);
    say('every process is ready');
    await awaitDrained(system);
  } catch (error) {
    // What comes after would only say the same again.
    return [...system.findings(), `it does not recover: ${(error as Error).message}`];
  } finally {
    await Promise.all([traffic.stop(), reader.stop()]);
  }
  return settle(system);
}

async function untilFlowing({ ledger }: System): Promise<void> {
  const before = ledger.acknowledgedCount();
  const more = async () => ledger.acknowledgedCount() - before;
  await eventually('the load flows', more, (count) => count >= FLOWING, FLOWS_WITHIN_MS);
}

/** Also a process that the supervisor has yet to start. */
async function untilReady({ set }: System): Promise<void> {
  const unready = async () => {
    const isWell = (process: ServiceProcess) => process.isRunning() && isReady(process.url).catch(() => false);
    const well = await Promise.all(set.all().map(isWell));
    return set.all().flatMap((process, index) => (well[index] ? [] : process.name));
  };
  await eventually('every process is ready', unready, (names) => names.length === 0, READY_WITHIN_MS);
}

/** A tally is written once a second, so what is missing at first may be there a moment later; what is too much stays. */
async function settle(system: System): Promise<string[]> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const found = system.findings();
    for (const check of CHECKS) found.push(...(await check(system)));
    if (found.length === 0 || Date.now() > deadline) return found;
    await sleep(500);
  }
}
