import { rabbitmqScripts } from '@railguard/testing/rabbitmq-node';
import { chooseStrikes } from './choose-strikes.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults/all.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { seededRandom } from './random.ts';
import { runRound } from './round.ts';
import { type System, startSystem } from './system.ts';

const WARNING = 40;
const MOST_WARNINGS = 15;

// An interrupted run exits in order, so that everything it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else process.exit((await run(options)) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** False where something did not agree: it is printed then, and the run ends there. */
async function run({ minutes, seed, queue, only }: Options): Promise<boolean> {
  if (queue === 'rabbitmq' && !rabbitmqScripts()) throw new Error('RabbitMQ is not installed; try --queue postgres');
  console.log(`Chaos for ${minutes} min on ${queue}; the same again with --seed ${seed}`);
  const wanted = FAULTS.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  if (wanted.length === 0)
    throw new Error(`No fault is called so; there are\n  ${FAULTS.map(({ name }) => name).join('\n  ')}`);
  const system = await startSystem(queue);
  try {
    return await rounds(system, wanted, minutes, seed);
  } finally {
    await system.destroy();
  }
}

async function rounds(system: System, wanted: Fault[], minutes: number, seed: number): Promise<boolean> {
  const faults = wanted.filter(({ name, missing }) => {
    const reason = missing?.(system);
    if (reason) console.log(`  skipped: ${name}, since ${reason}`);
    return !reason;
  });
  const random = seededRandom(seed);
  const start = Date.now();
  const elapsed = () => Math.round((Date.now() - start) / 1000);
  for (let round = 1; elapsed() < minutes * 60; round++) {
    console.log(`\nRound ${round}`);
    const say = (sentence: string) => console.log(`  ${String(elapsed()).padStart(5)} s  ${sentence}`);
    const strikes = chooseStrikes(faults, random);
    // A stream of its own: how much chance a fault takes depends on what it meets, and must not change what comes next.
    const found = await runRound(system, { strikes, random: seededRandom(seed + round), say });
    say(summaryOf(system));
    if (found.length === 0) continue;
    console.log(`\nDoes not agree after round ${round} with seed ${seed}:`);
    for (const finding of found) console.log(`  - ${finding}`);
    for (const line of lastWarnings(system)) console.log(`  ${line}`);
    return false;
  }
  console.log('\nEverything agrees.');
  return true;
}

/** For whoever looks for the cause. */
function lastWarnings({ set }: System): string[] {
  return set.all().flatMap(({ name, log }) => {
    const warnings = log().filter(({ level }) => level >= WARNING);
    return warnings.slice(-MOST_WARNINGS).map(({ time, msg, err }) => {
      const cause = (err as { message?: string } | undefined)?.message ?? '';
      return `${name}  ${time}  ${msg}  ${cause}`;
    });
  });
}

function summaryOf({ ledger, supervisor }: System): string {
  const megabytes = Math.round(supervisor.peakMemory() / 1024 / 1024);
  const events = [...ledger.events().values()];
  const promised = events.filter(({ isAcknowledged }) => isAcknowledged).length;
  return (
    `at rest: ${promised} events promised in ${ledger.acknowledgedCount()} requests, ` +
    `${ledger.unsureCount()} requests without a word, at most ${megabytes} MiB in a process`
  );
}
