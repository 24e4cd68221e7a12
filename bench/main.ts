import { accepted } from './measure/accepted.ts';
import { disk } from './measure/disk.ts';
import { distributed } from './measure/distributed.ts';
import { drain } from './measure/drain.ts';
import { latency } from './measure/latency.ts';
import { mails } from './measure/mails.ts';
import { memory } from './measure/memory.ts';
import { reads } from './measure/reads.ts';
import { startUp } from './measure/start-up.ts';
import { stored } from './measure/stored.ts';
import { web } from './measure/web.ts';
import { workers } from './measure/workers.ts';
import type { Measurement } from './measurement.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { writeDocs } from './report/docs.ts';
import { describeEnvironment, readEnvironment } from './report/environment.ts';
import { type Results, writeResults } from './report/results.ts';
import { plainTable } from './report/table.ts';

/** In the order they are made; each starts a product of its own, so none inherits another's data. */
const MEASUREMENTS: Measurement[] = [
  startUp,
  memory,
  accepted,
  latency,
  stored,
  disk,
  reads,
  web,
  mails,
  distributed,
  workers,
  drain,
];

// An interrupted run exits in order, so that the product it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const options = readOptions(
    process.argv.slice(2),
    MEASUREMENTS.map(({ name }) => name),
  );
  if (options.help) console.log(help());
  else await run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** @throws Error naming the measurements that could not be made, after the others were made and written */
async function run(options: Options): Promise<void> {
  const results: Results = {
    environment: readEnvironment(),
    scale: options.scale,
    figures: [],
    skipped: {},
    failures: {},
  };
  console.log(describeEnvironment(results.environment));
  const chosen = MEASUREMENTS.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  for (const { name, describes, impossible, run } of chosen) {
    console.log(`\n${name}: ${describes}`);
    const reason = impossible?.();
    if (reason !== undefined) {
      console.log(`  skipped: ${reason}`);
      results.skipped[name] = reason;
      continue;
    }
    try {
      results.figures.push(...(await run({ options, say: (sentence) => console.log(`  ${sentence}`) })));
    } catch (error) {
      console.error(error);
      results.failures[name] = error instanceof Error ? error.message : String(error);
    }
  }
  console.log(`\n${plainTable(results.figures)}\n\nWritten to ${writeResults(results)}`);
  const failed = Object.keys(results.failures);
  if (failed.length > 0) throw new Error(`Could not be measured: ${failed.join(', ')}`);
  if (options.writeDocs) writeDocs(results);
}

function help(): string {
  const lines = MEASUREMENTS.map(({ name, describes }) => `  ${name.padEnd(11)} ${describes}`);
  return `${USAGE}\nMeasurements:\n${lines.join('\n')}`;
}
