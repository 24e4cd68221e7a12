import { runProcess } from '@railguard/kit/run-process';
import { waitFor } from '@railguard/kit/wait-for';
import { openQueue } from '@railguard/queue/open-queue';
import { waitForQueue } from '@railguard/queue/wait-for-queue';
import { createDatabase } from '@railguard/store/database';
import { waitForDatabase } from '@railguard/store/wait-for-database';
import { waitForSchema } from '@railguard/store/wait-for-schema';
import { answerStarting } from './answer-starting.ts';
import { createIngestor } from './app.ts';
import { connectStore } from './store-parts.ts';

/** Key look-ups and the tally of refusals; a warm ingestor uses none. */
const DATABASE_CONNECTIONS = 4;

/** The ingestor as a process of its own. It owns no data, so it waits for a database that others have prepared. */
await runProcess({
  name: 'ingestor',
  needs: ['databaseUrl'],
  whileStarting: answerStarting,
  async start({ config, log, metrics, onStop, checks, waiting }) {
    const url = config.databaseUrl;
    const database = createDatabase({
      url,
      maxConnections: DATABASE_CONNECTIONS,
      applicationName: 'railguard ingestor',
      log,
    });
    onStop('database', () => database.close());
    checks.database = () => database.pool.query('select 1');
    const queue = openQueue({ amqpUrl: config.amqpUrl, databaseUrl: url, log });
    onStop('queue', () => queue.close());
    checks.queue = () => queue.check();

    await waitForDatabase(database, url, waiting);
    await waitForSchema(database, waiting);
    await waitForQueue(queue, config, waiting);
    const connect = () => connectStore(database, url, log);
    const store = await waitFor('Changes to keys cannot be heard of yet', connect, waiting);
    onStop('keys and outcomes', store.close);
    const ingestor = await createIngestor({ ...store, queue, log, metrics, config });
    onStop('routes', () => ingestor.close());
    return ingestor.routing;
  },
});
