import { join } from 'node:path';
import { runProcess } from '@railguard/kit/run-process';
import { openQueue } from '@railguard/queue/open-queue';
import { waitForQueue } from '@railguard/queue/wait-for-queue';
import { createDatabase } from '@railguard/store/database';
import { prepareDatabase } from '@railguard/store/prepare-database';
import { createApi } from './app.ts';
import { createLiveFeed } from './live/feed.ts';
import { prepareOwner } from './prepare-owner.ts';

const DATABASE_CONNECTIONS = 10;
const WEB_ROOT = join(import.meta.dirname, '../../../apps/web/dist');

/** The API as a process of its own. */
await runProcess({
  name: 'api',
  needs: ['databaseUrl', 'secret'],
  async start({ config, log, metrics, onStop, checks, waiting }) {
    const url = config.databaseUrl;
    const database = createDatabase({
      url,
      maxConnections: DATABASE_CONNECTIONS,
      applicationName: 'railguard api',
      log,
    });
    onStop('database', () => database.close());
    checks.database = () => database.pool.query('select 1');
    const queue = openQueue({ amqpUrl: config.amqpUrl, databaseUrl: url, log });
    onStop('queue', () => queue.close());
    checks.queue = () => queue.check();

    await prepareDatabase(database, url, waiting);
    await waitForQueue(queue, config, waiting);
    const link = await prepareOwner(database, config);
    // Whoever has the link becomes the owner, so it is for the operator's eyes and not for where logs are kept.
    if (link) process.stderr.write(`Open this link to create the owner account: ${link}\n`);
    const live = createLiveFeed({ database, url, log, signal: waiting.signal });
    onStop('live messages', () => live.close());
    return createApi({ database, queue, live, log, metrics, config, webRoot: WEB_ROOT });
  },
});
