import { createLog } from '@railguard/kit/log';
import { openQueue } from '@railguard/queue/open-queue';
import { ACK } from '@railguard/queue/queue';

/** A process that handles messages until it meets one that says "perish", which it does not survive. */
const [url, topic] = process.argv.slice(2);
const queue = openQueue({ amqpUrl: url!, databaseUrl: '', log: createLog('perishing', 'silent') });
queue.consume(
  topic!,
  async (batch) => {
    if (batch.some(({ headers }) => headers.perish)) process.kill(process.pid, 'SIGKILL');
    return batch.map(() => ACK);
  },
  { batchSize: 10, maxAttempts: 1, leaseMs: 60_000 },
);
