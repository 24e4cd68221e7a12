import { createLog } from '@railguard/kit/log';
import { openQueue } from '@railguard/queue/open-queue';

/** A process that takes messages into its hands, says so, and never answers for them. */
const [url, topic, leaseMs] = process.argv.slice(2);
const amqpUrl = url!.startsWith('amqp') ? url : undefined;
const queue = openQueue({ amqpUrl, databaseUrl: url!, log: createLog('doomed', 'silent') });
queue.consume(
  topic!,
  () => {
    process.stdout.write('holding\n');
    return new Promise(() => {});
  },
  { batchSize: 10, maxAttempts: 5, leaseMs: Number(leaseMs) },
);
