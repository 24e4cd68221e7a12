import type { Thread } from '@railguard/protocol/event';

/**
 * The only crashed thread, else the only current one, else the only one. `stack.ts` has the same for titles and
 * culprits; this one is a copy on purpose, as it is frozen with version 1 and that one may learn.
 */
export function mainThread(threads: Thread[] = []): Thread | undefined {
  const only = (candidates: Thread[]) => (candidates.length === 1 ? candidates[0] : undefined);
  return (
    only(threads.filter((thread) => thread.crashed)) ??
    only(threads.filter((thread) => thread.current)) ??
    only(threads)
  );
}
