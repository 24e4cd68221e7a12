import { readConfig } from '@railguard/kit/config';
import { createLifecycle, stopOnSignals } from '@railguard/kit/lifecycle';
import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { openQueue } from '@railguard/queue/open-queue';
import { createDatabase } from '@railguard/store/database';
import { chooseLayout } from '@railguard/store/layout/choose-layout';
import { startWorker } from '@railguard/worker/worker';
import type { WorkerMessage } from './worker-process.ts';

// The worker as a child of `worker-process.ts`: configured by environment, spoken to by messages.
const ALIVE_EVERY_MS = 5_000;

const config = readConfig(process.env, ['databaseUrl']);
const log = createLog('worker', config.logLevel);
const lifecycle = createLifecycle(log);
// Where the parent was killed, the batch in hand is finished before a new product starts its own worker.
stopOnSignals(lifecycle);

const url = config.databaseUrl;
const metrics = createMetrics();
const database = createDatabase({ url, maxConnections: 6, applicationName: 'railguard-worker', log });
lifecycle.onStop('database', () => database.close());
const queue = openQueue({ amqpUrl: config.amqpUrl, databaseUrl: url, log });
lifecycle.onStop('queue', () => queue.close());
const layout = await chooseLayout(database, log);
const { retentionDays, smtpUrl, mailFrom, stages } = config;
const parts = { database, databaseUrl: url, layout, queue, log, metrics };
const worker = await startWorker({ ...parts, retentionDays, smtpUrl, mailFrom, url: config.url, stages });
lifecycle.onStop('worker', () => worker.stop());

const tell = (message: WorkerMessage) => process.send?.(message);
process.on('message', async (message) => {
  if (message === 'metrics') tell({ kind: 'metrics', metrics: await metrics.registry.getMetricsAsJSON() });
});
setInterval(() => tell({ kind: 'alive' }), ALIVE_EVERY_MS).unref();
tell({ kind: 'ready' });
