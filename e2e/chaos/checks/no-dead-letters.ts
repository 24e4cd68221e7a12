import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import { about, type Check } from './check.ts';

/** Nothing that is sent here deserves to be given up. */
export const noDeadLetters: Check = async ({ queue }) => {
  const letters = await queue.deadLetters.list(EVENTS_RAW, { limit: 100 });
  return about(
    'messages are dead letters',
    letters.map(({ id, attempts, reason }) => ({ id, attempts, reason })),
  );
};
