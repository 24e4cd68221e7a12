import type { Log } from '@railguard/kit/log';
import type { Database } from '@railguard/store/database';
import { foldTags } from '@railguard/store/tags/fold-tags';

/** How long tags of a flood of events may take to be counted; searches find them that late. */
const EVERY_MS = 2_000;

/** Counts the tags that batches noted down, every two seconds until stopped. Several workers may do it at once. */
export function startTagFolding({ database, log }: { database: Database; log: Log }) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async () => {
    try {
      while (!stopped && (await foldTags(database)));
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'tags could not be counted; it is tried again in two seconds');
    }
    if (!stopped) timer = setTimeout(start, EVERY_MS);
  };
  let running: Promise<void>;
  const start = () => {
    running = run();
  };
  start();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
