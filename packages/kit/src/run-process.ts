import type { RequestListener } from 'node:http';
import { type ConfigWith, type NeededSetting, readConfig } from './config.ts';
import { bindFront } from './front.ts';
import { createLifecycle, type Lifecycle, stopOnSignals } from './lifecycle.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Checks } from './probes.ts';
import { StartError, whyNot } from './start-error.ts';
import type { Waiting } from './wait-for.ts';

/** What a service is started with. */
export interface ProcessParts<Needed extends NeededSetting> {
  config: ConfigWith<Needed>;
  log: Log;
  metrics: Metrics;
  /** Register each part as it starts; they stop in reverse, after the port is closed. */
  onStop: Lifecycle['onStop'];
  /** Add what the process depends on before waiting for it, so that `/readyz` names what is missing. */
  checks: Checks;
  /** For whatever is waited for. */
  waiting: Waiting;
}

export interface ProcessDefinition<Needed extends NeededSetting> {
  /** In the log, and in sentences: `ingestor`. */
  name: string;
  /** Settings that have a default in the one-process product and none here. */
  needs: Needed[];
  /** Answers requests until it has started; without it they get 503 as problem+json. */
  whileStarting?: RequestListener;
  /**
   * Starts every part and answers what takes requests then; undefined where nothing but probes is asked.
   * @throws StartError where it cannot start, ever
   */
  start(parts: ProcessParts<Needed>): Promise<RequestListener | undefined>;
}

/**
 * The life of a service that is a process of its own, from the environment alone:
 *
 *     settings ─ port bound ─► starting (probes, 503) ─ started ─► serving ─ signal ─► port closed ─ parts ─► exit 0
 *        │          │              └─ StartError ─► exit 78 or 1
 *        └──────────┴─ wrong, in use: one sentence on stderr ─► exit 78 or 1
 */
export async function runProcess<Needed extends NeededSetting>(definition: ProcessDefinition<Needed>): Promise<void> {
  try {
    await start(definition);
  } catch (error) {
    const { sentence, exitCode } = whyNot(error);
    process.stderr.write(`${sentence}\n`);
    process.exit(exitCode);
  }
}

async function start<Needed extends NeededSetting>(definition: ProcessDefinition<Needed>): Promise<void> {
  const config = readConfig(process.env, definition.needs);
  const { host, port } = config;
  const log = createLog(definition.name, config.logLevel);
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle);
  const metrics = createMetrics();
  const checks: Checks = {};
  const front = await bindFront({ host, port, checks, metrics, log, whileStarting: definition.whileStarting });
  log.info({ address: front.address }, 'starting');

  const { onStop, signal } = lifecycle;
  try {
    const handler = await definition.start({ config, log, metrics, onStop, checks, waiting: { log, signal } });
    front.serve(handler);
    // Registered last, so the port is closed first.
    onStop('port', front.stop);
    log.info({ address: front.address }, 'serving');
  } catch (error) {
    // What was stopped halfway fails in any way it likes, and the signal ends the process.
    if (signal.aborted) return;
    log.fatal(error instanceof StartError ? {} : { err: error }, whyNot(error).sentence);
    await lifecycle.stop('it could not start');
    throw error;
  }
}
