import { runProcess } from '@railguard/kit/run-process';
import { openQueue } from '@railguard/queue/open-queue';
import { waitForQueue } from '@railguard/queue/wait-for-queue';
import { createDatabase } from '@railguard/store/database';
import { prepareDatabase } from '@railguard/store/prepare-database';
import { startWorker } from './worker.ts';

/** One writes a batch, one keeps the house, two decide alerts, one is the mails', and one answers probes. */
const DATABASE_CONNECTIONS = 6;

/** The worker as a process of its own. Its port is for probes and figures alone. */
await runProcess({
  name: 'worker',
  needs: ['databaseUrl'],
  async start({ config, log, metrics, onStop, checks, waiting }) {
    const url = config.databaseUrl;
    const database = createDatabase({
      url,
      maxConnections: DATABASE_CONNECTIONS,
      applicationName: 'railguard worker',
      log,
    });
    onStop('database', () => database.close());
    checks.database = () => database.pool.query('select 1');
    const queue = openQueue({ amqpUrl: config.amqpUrl, databaseUrl: url, log });
    onStop('queue', () => queue.close());
    checks.queue = () => queue.check();

    const layout = await prepareDatabase(database, url, waiting);
    await waitForQueue(queue, config, waiting);
    const { retentionDays, smtpUrl, mailFrom, stages } = config;
    const parts = { database, databaseUrl: url, layout, queue, log, metrics };
    const worker = await startWorker({ ...parts, retentionDays, smtpUrl, mailFrom, url: config.url, stages });
    onStop('worker', () => worker.stop());
    return undefined;
  },
});
