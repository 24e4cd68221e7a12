import { join } from 'node:path';
import { createApi } from '@railguard/api/app';
import { createLiveFeed } from '@railguard/api/live/feed';
import { prepareOwner } from '@railguard/api/prepare-owner';
import { answerStarting } from '@railguard/ingestor/answer-starting';
import { createIngestor } from '@railguard/ingestor/app';
import { isIngestionPath } from '@railguard/ingestor/ingestion-path';
import { connectStore } from '@railguard/ingestor/store-parts';
import type { Config } from '@railguard/kit/config';
import { bindFront } from '@railguard/kit/front';
import type { Lifecycle } from '@railguard/kit/lifecycle';
import type { Log } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import type { Checks } from '@railguard/kit/probes';
import { openQueue } from '@railguard/queue/open-queue';
import { waitForQueue } from '@railguard/queue/wait-for-queue';
import { createDatabase } from '@railguard/store/database';
import { prepareDatabase } from '@railguard/store/prepare-database';
import { prepareDataDir, secretOf } from './data-dir.ts';
import { drain } from './drain.ts';
import { announceAddress, announceDsn } from './first-boot.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { openDatabase } from './open-database.ts';
import type { Terminal } from './terminal.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

export interface SoloParts {
  config: Config;
  log: Log;
  lifecycle: Lifecycle;
  terminal: Terminal;
}

const WEB_ROOT = join(import.meta.dirname, '../../../apps/web/dist');

/**
 * The whole product in one process tree. The order is the order of need: what can be refused at once comes first, and
 * each part registers how it stops, so that stopping runs backwards: the door closes, what was accepted drains, then
 * the worker, the queue and the database go.
 *
 * @throws StartError
 */
export async function startSolo({ config, log, lifecycle, terminal }: SoloParts): Promise<void> {
  prepareDataDir(config.dataDir);
  lifecycle.onStop('lock', await takeInstanceLock(config.dataDir));
  let worker: WorkerProcess | undefined;
  const metrics = createMetrics({ others: async () => (worker ? [await worker.metrics()] : []) });
  const checks: Checks = {};
  const { host, port } = config;
  const front = await bindFront({ host, port, checks, metrics, log, whileStarting: answerStarting });

  const url = await openDatabase(config, lifecycle, log, terminal.say);
  const database = createDatabase({ url, maxConnections: 10, applicationName: 'railguard', log });
  lifecycle.onStop('database', () => database.close());
  checks.database = () => database.pool.query('select 1');
  const queue = openQueue({ amqpUrl: config.amqpUrl, databaseUrl: url, log });
  lifecycle.onStop('queue', () => queue.close());
  checks.queue = () => queue.check();
  const waiting = { log: { warn: terminal.say, info: terminal.say }, signal: lifecycle.signal };
  terminal.say('Preparing the database');
  await prepareDatabase(database, url, waiting);
  await waitForQueue(queue, { amqpUrl: config.amqpUrl, databaseUrl: url }, waiting);

  terminal.say('Starting the worker');
  const { retentionDays, logLevel } = config;
  worker = await startWorkerProcess({ databaseUrl: url, retentionDays, logLevel }, log);
  lifecycle.onStop('worker', worker.stop);
  checks.worker = worker.check;
  lifecycle.onStop('what was accepted', () => drain(queue));

  const store = await connectStore(database, url, log);
  lifecycle.onStop('keys and outcomes', () => store.close());
  const ingestor = await createIngestor({
    queue,
    keys: store.keys,
    use: store.use,
    outcomes: store.outcomes,
    ledger: store.ledger,
    log,
    metrics,
    config,
  });
  const secret = config.secret ?? secretOf(config.dataDir, 'signing-key');
  const live = createLiveFeed({ database, url, log, signal: lifecycle.signal });
  lifecycle.onStop('live messages', () => live.close());
  const api = createApi({
    database,
    live,
    queue,
    log,
    metrics,
    config: { url: config.url, secret, trustProxy: config.trustProxy, retentionDays, oidc: config.oidc },
    webRoot: WEB_ROOT,
    onOwnerCreated: () => {
      announceDsn(terminal, database, config).catch((error) => log.warn({ err: error }, 'the DSN could not be told'));
    },
  });
  const setupLink = await prepareOwner(database, { ...config, secret });
  front.serve((request, response) => {
    if (isIngestionPath(request.url ?? '/')) ingestor.routing(request, response);
    else api(request, response);
  });
  // Registered last, so the door is closed first.
  lifecycle.onStop('door', () => front.stop());
  terminal.say('Ready');
  announceAddress(terminal, config, setupLink);
  await announceDsn(terminal, database, config);
}
