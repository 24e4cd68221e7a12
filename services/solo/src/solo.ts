import { join } from 'node:path';
import { createApi } from '@railguard/api/app';
import { createIngestor } from '@railguard/ingestor/app';
import { isIngestionPath } from '@railguard/ingestor/ingestion-path';
import { connectStore } from '@railguard/ingestor/store-parts';
import { type Config, ConfigError } from '@railguard/kit/config';
import type { Lifecycle } from '@railguard/kit/lifecycle';
import type { Log } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { createDatabase } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { migrate } from '@railguard/store/migrate';
import { prepareDataDir, secretOf } from './data-dir.ts';
import { drain } from './drain.ts';
import { announceAddress, announceDsn, prepareOwner } from './first-boot.ts';
import { bindFront } from './front.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { openDatabase } from './open-database.ts';
import type { Terminal } from './terminal.ts';
import { startWorkerProcess } from './worker-process.ts';

export interface SoloParts {
  config: Config;
  log: Log;
  lifecycle: Lifecycle;
  terminal: Terminal;
}

const WEB_ROOT = join(import.meta.dirname, '../../../apps/web/public');

/**
 * The whole product in one process tree. The order is the order of need: what can be refused at once comes first, and
 * each part registers how it stops, so that stopping runs backwards: the door closes, what was accepted drains, then
 * the worker, the queue and the database go.
 *
 * @throws ConfigError, StartError, NewerSchemaError
 */
export async function startSolo({ config, log, lifecycle, terminal }: SoloParts): Promise<void> {
  if (config.amqpUrl) throw new ConfigError(['AMQP_URL: this release queues in PostgreSQL only; unset it']);
  prepareDataDir(config.dataDir);
  lifecycle.onStop('lock', await takeInstanceLock(config.dataDir));
  const front = await bindFront(config.host, config.port);

  const url = await openDatabase(config, lifecycle, log, terminal.say);
  const database = createDatabase({ url, maxConnections: 10, applicationName: 'railguard', log });
  lifecycle.onStop('database', () => database.close());
  terminal.say('Preparing the database');
  await migrate(database, nativeLayout(database));

  terminal.say('Starting the worker');
  const queue = createPostgresQueue({ url, log });
  lifecycle.onStop('queue', () => queue.close());
  const worker = await startWorkerProcess(
    { databaseUrl: url, retentionDays: config.retentionDays, logLevel: config.logLevel },
    log,
  );
  lifecycle.onStop('worker', () => worker.stop());
  lifecycle.onStop('what was accepted', () => drain(queue));

  const metrics = createMetrics({ others: async () => [await worker.metrics()] });
  const store = await connectStore(database, url, log);
  lifecycle.onStop('keys and outcomes', () => store.close());
  const ingestor = await createIngestor({
    queue,
    keys: store.keys,
    outcomes: store.outcomes,
    log,
    metrics,
    config,
  });
  const secret = config.secret ?? secretOf(config.dataDir, 'signing-key');
  const api = createApi({
    database,
    queue,
    log,
    metrics,
    config: { url: config.url, secret, trustProxy: config.trustProxy },
    webRoot: WEB_ROOT,
    checks: { worker: () => worker.check() },
    onOwnerCreated: () => {
      announceDsn(terminal, database, config).catch((error) => log.warn({ err: error }, 'the DSN could not be told'));
    },
  });
  const setupLink = await prepareOwner(database, config);
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
