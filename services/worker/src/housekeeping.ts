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
const DAY_MS = 24 * 60 * 60 * 1000;
/** How far ahead there must be room before the first batch is taken. */
const ROOM_AHEAD_MS = 2 * DAY_MS;

/**
 * Makes room ahead and drops what is old, at once and then every ten minutes. Only the room is waited for, since events
 * need it; clearing away can take long after a break, and must neither delay the worker nor end it. Several workers may
 * do it at once; each step is harmless when repeated.
 */
export async function startHousekeeping({ database, layout, log, retentionDays }: Options) {
  const now = Date.now();
  await layout.makeRoom(new Date(now), new Date(now + ROOM_AHEAD_MS));

  let running = false;
  let stopped = false;
  const run = async () => {
    if (running) return;
    running = true;
    try {
      await keepHouse(database, layout, { retentionDays, now: new Date() });
    } catch (error) {
      // The database is closed under it: what is left is done by whoever starts next.
      if (stopped) return;
      log.error({ err: error }, 'housekeeping failed; it is tried again in ten minutes');
    } finally {
      running = false;
    }
  };
  void run();
  const timer = setInterval(run, EVERY_MS);
  return {
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
