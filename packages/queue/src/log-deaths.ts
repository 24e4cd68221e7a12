import type { Log } from '@railguard/kit/log';
import type { Settlement } from './settlement.ts';

const MOST_NAMED = 10;

/** Tells of each message of a batch that became a dead letter: the first ten by name, and how many others. */
export function logDeaths(log: Log, topic: string, { dead }: Settlement): void {
  for (const { id, attempts, reason } of dead.slice(0, MOST_NAMED)) {
    log.error({ topic, id, attempts, reason }, 'a message became a dead letter');
  }
  const others = dead.length - MOST_NAMED;
  if (others > 0) log.error({ topic, messages: others }, 'more messages of the same batch became dead letters');
}
