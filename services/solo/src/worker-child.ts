import { readConfig } from '@railguard/kit/config';
import { createLifecycle, stopOnSignals } from '@railguard/kit/lifecycle';
import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { createDatabase } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { startWorker } from '@railguard/worker/worker';

// The worker as a child of `worker-process.ts`: configured by environment, spoken to by messages.
const config = readConfig(process.env);
const log = createLog('worker', config.logLevel);
const lifecycle = createLifecycle(log);
stopOnSignals(lifecycle);
// The parent was killed: finish the batch in hand and go, before a new product starts its own worker.
process.on('disconnect', () => lifecycle.stop('the parent is gone').then(() => process.exit(0)));

const url = config.databaseUrl!;
const metrics = createMetrics();
const database = createDatabase({ url, maxConnections: 4, applicationName: 'railguard-worker', log });
lifecycle.onStop('database', () => database.close());
const queue = createPostgresQueue({ url, log });
lifecycle.onStop('queue', () => queue.close());
const layout = nativeLayout(database);
const worker = await startWorker({ database, layout, queue, log, metrics, retentionDays: config.retentionDays });
lifecycle.onStop('worker', () => worker.stop());

process.on('message', async (message) => {
  if (message === 'metrics') process.send?.({ kind: 'metrics', metrics: await metrics.registry.getMetricsAsJSON() });
});
process.send?.({ kind: 'ready' });
