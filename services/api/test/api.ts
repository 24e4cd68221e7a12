import { type Client, createClient } from '@railguard/client/client';
import { bindFront } from '@railguard/kit/front';
import { createLog, type Log } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import type { OidcConfig } from '@railguard/kit/oidc-config';
import { openQueue } from '@railguard/queue/open-queue';
import type { Queue } from '@railguard/queue/queue';
import { createDatabase, type Database } from '@railguard/store/database';
import { createTestDatabase } from '@railguard/testing/database';
import { stopClock } from '@railguard/testing/stopped-clock';
import { inject } from 'vitest';
import { createApi } from '../src/app.ts';
import { createLiveFeed, type LiveTimings } from '../src/live/feed.ts';
import { createOwner } from '../src/owner.ts';

export const SECRET = 'a secret of at least 32 characters';
export const PUBLIC_URL = 'http://railguard.example:8000';
export const OWNER = { email: 'owner@example.com', password: 'correct horse battery' };

export interface TestApi {
  /** `http://127.0.0.1:<port>` */
  url: string;
  databaseUrl: string;
  /** Nobody is signed in. */
  client: Client;
  database: Database;
  queue: Queue;
  stop(): Promise<void>;
}

export interface TestApiOptions {
  webRoot?: string;
  /** Public base URL; what it is served at by default. */
  publicUrl?: string;
  /** In place of a database of its own. */
  databaseUrl?: string;
  /** Of streams, for tests that cannot wait so long. */
  liveTimings?: Partial<LiveTimings>;
  /** Says nothing by default. */
  log?: Log;
  /** Any that is free by default. */
  port?: number;
  oidc?: OidcConfig;
  /** Of the database of its own; `moveClock` moves it. */
  stoppedClock?: boolean;
  /** Whether X-Forwarded-For is believed, so that a test can come from anywhere. */
  trustProxy?: boolean;
}

/** The API over a database of its own, on a real port. Every answer is held against the contract. */
export async function startApi(options: TestApiOptions = {}): Promise<TestApi> {
  const { webRoot, publicUrl = PUBLIC_URL, databaseUrl, oidc, trustProxy } = options;
  const { liveTimings, port = 0, log = createLog('api-test', 'silent') } = options;
  const cloned = databaseUrl ? undefined : await createTestDatabase(inject('postgresUrl'));
  const url = databaseUrl ?? cloned!.url;
  if (options.stoppedClock) await stopClock(url);
  const database = createDatabase({
    url,
    maxConnections: 5,
    applicationName: 'api-test',
    log,
  });
  const metrics = createMetrics();
  const stopping = new AbortController();
  const live = createLiveFeed({ database, url, log, signal: stopping.signal, ...liveTimings });
  const queue = openQueue({ amqpUrl: undefined, databaseUrl: url, log });
  const api = createApi({
    database,
    queue,
    log,
    metrics,
    live,
    config: { url: publicUrl, secret: SECRET, retentionDays: 90, oidc, trustProxy },
    webRoot,
    checkAnswers: true,
  });
  const server = await bindFront({ host: '127.0.0.1', port, checks: {}, metrics, log });
  server.serve(api);
  return {
    url: server.address,
    databaseUrl: url,
    client: createClient({ baseUrl: server.address }),
    database,
    queue,
    stop: async () => {
      stopping.abort();
      await server.stop();
      await live.close();
      await queue.close();
      await database.close();
      await cloned?.drop();
    },
  };
}

/** The same with the owner account and its first project, and the owner signed in. */
export async function startApiWithOwner(options?: TestApiOptions) {
  const api = await startApi(options);
  const owner = (await createOwner(api.database, OWNER))!;
  await api.client.signIn(OWNER);
  return { ...api, owner };
}
