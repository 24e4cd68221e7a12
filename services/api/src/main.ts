import { join } from 'node:path';
import { ConfigError, readConfig } from '@railguard/kit/config';
import { createLifecycle, stopOnSignals } from '@railguard/kit/lifecycle';
import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { createDatabase } from '@railguard/store/database';
import { createApi } from './app.ts';
import { listen } from './listen.ts';
import { createOwner } from './owner.ts';
import { prepareSetupLink } from './setup-link.ts';

/** EX_CONFIG of sysexits.h. */
const BAD_CONFIGURATION = 78;
const DATABASE_CONNECTIONS = 10;
const WEB_ROOT = join(import.meta.dirname, '../../../apps/web/public');

/** The API as a process of its own, from the environment alone. Expects a migrated database. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { databaseUrl, secret, url, ownerEmail, ownerPassword } = config;
  if (!databaseUrl) throw new ConfigError(['DATABASE_URL: an API of its own needs one']);
  if (!secret) throw new ConfigError(['RAILGUARD_SECRET: an API of its own needs one, so that others can share it']);
  if (config.amqpUrl) throw new ConfigError(['AMQP_URL: this release queues in PostgreSQL only; unset it']);
  const log = createLog('api', config.logLevel);
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle);

  const database = createDatabase({
    url: databaseUrl,
    maxConnections: DATABASE_CONNECTIONS,
    applicationName: 'railguard api',
    log,
  });
  lifecycle.onStop('database', () => database.close());
  const queue = createPostgresQueue({ url: databaseUrl, log });
  lifecycle.onStop('queue', () => queue.close());

  if (ownerEmail && ownerPassword) await createOwner(database, { email: ownerEmail, password: ownerPassword });
  const link = await prepareSetupLink(database, url);
  // Whoever has the link becomes the owner, so it is for the operator's eyes and not for where logs are kept.
  if (link) process.stderr.write(`Open this link to create the owner account: ${link}\n`);

  const api = createApi({
    database,
    queue,
    log,
    metrics: createMetrics(),
    config: { url, secret, trustProxy: config.trustProxy },
    webRoot: WEB_ROOT,
  });
  const server = await listen(api, config.port, config.host);
  lifecycle.onStop('http', server.stop);
  log.info({ address: server.address }, 'the API listens');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(error instanceof ConfigError ? BAD_CONFIGURATION : 1);
});
