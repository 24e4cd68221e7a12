import { ConfigError, readConfig } from '@railguard/kit/config';
import { createLifecycle, stopOnSignals } from '@railguard/kit/lifecycle';
import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { createDatabase } from '@railguard/store/database';
import { createIngestor } from './app.ts';
import { connectStore } from './store-parts.ts';

/** EX_CONFIG of sysexits.h. */
const BAD_CONFIGURATION = 78;
/** Key look-ups and the tally of refusals; a warm ingestor uses none. */
const DATABASE_CONNECTIONS = 4;

/** The ingestor as a process of its own, from the environment alone. Expects a migrated database. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const url = config.databaseUrl;
  if (!url) throw new ConfigError(['DATABASE_URL: an ingestor of its own needs one']);
  if (config.amqpUrl) throw new ConfigError(['AMQP_URL: this release queues in PostgreSQL only; unset it']);
  const log = createLog('ingestor', config.logLevel);
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle);

  const database = createDatabase({
    url,
    maxConnections: DATABASE_CONNECTIONS,
    applicationName: 'railguard ingestor',
    log,
  });
  lifecycle.onStop('database', () => database.close());
  const store = await connectStore(database, url, log);
  lifecycle.onStop('store', store.close);
  const queue = createPostgresQueue({ url, log });
  lifecycle.onStop('queue', () => queue.close());

  const { keys, outcomes } = store;
  const app = await createIngestor({ queue, keys, outcomes, log, metrics: createMetrics(), config });
  lifecycle.onStop('http', () => app.close());
  log.info({ address: await app.listen({ host: config.host, port: config.port }) }, 'the ingestor listens');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(error instanceof ConfigError ? BAD_CONFIGURATION : 1);
});
