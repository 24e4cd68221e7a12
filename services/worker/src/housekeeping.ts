import type { Log } from '@railguard/kit/log';
import type { Database } from '@railguard/store/database';
import { keepHouse } from '@railguard/store/housekeeping';
import type { Layout } from '@railguard/store/layout/layout';

interface Options {
  database: Database;
  layout: Layout;
  log: Log;
  retentionDays: number;
}

const EVERY_MS = 10 * 60 * 1000;

/**
 * Makes room ahead and drops what is old: once before the worker takes its first batch, then every ten minutes. Several
 * workers may do it at once; each step is harmless when repeated.
 */
export async function startHousekeeping({ database, layout, log, retentionDays }: Options) {
  const run = () => keepHouse(database, layout, { retentionDays, now: new Date() });
  let current: Promise<unknown> = run();
  await current;
  const timer = setInterval(() => {
    current = run().catch((error) =>
      log.error({ err: error }, 'housekeeping failed; it is tried again in ten minutes'),
    );
  }, EVERY_MS);

  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
