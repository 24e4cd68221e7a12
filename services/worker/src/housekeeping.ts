import type { Log } from '@railguard/kit/log';
import type { Database } from '@railguard/store/database';
import { keepHouse, purgeAll } from '@railguard/store/housekeeping';
import type { Layout } from '@railguard/store/layout/layout';

interface Options {
  database: Database;
  layout: Layout;
  log: Log;
  retentionDays: number;
}

const EVERY_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How far ahead there must be room before the first batch is taken. */
const ROOM_AHEAD_MS = 2 * DAY_MS;

/**
 * Makes room ahead and drops what is old, at once and then every ten minutes. Only the room is waited for, since events
 * need it; clearing away can take long after a break, and must neither delay the worker nor end it. Several workers may
 * do it at once; each step is harmless when repeated. What is deleted in between is taken away when `purge` is called.
 */
export async function startHousekeeping({ database, layout, log, retentionDays }: Options) {
  const now = Date.now();
  await layout.makeRoom(new Date(now), new Date(now + ROOM_AHEAD_MS));

  let stopped = false;
  let running: Promise<void> | undefined;
  let isPurgeAsked = false;

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      // The database is closed under it: what is left is done by whoever starts next.
      if (stopped) return;
      log.error({ err: error }, 'housekeeping failed; it is tried again in ten minutes');
    }
  };
  /** One thing at a time. */
  const start = (work: () => Promise<unknown>) => {
    running = attempt(work).finally(() => {
      running = undefined;
      if (isPurgeAsked) purge();
    });
  };
  const run = () => {
    if (!running) start(() => keepHouse(database, layout, { retentionDays, now: new Date() }));
  };
  /** Asked while something runs, it is done after that. */
  const purge = () => {
    isPurgeAsked = running !== undefined;
    if (!running && !stopped) start(() => purgeAll(database, layout));
  };
  run();
  const timer = setInterval(run, EVERY_MS);
  return {
    purge,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
