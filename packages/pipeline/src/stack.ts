import type { Event, Frame, Thread } from '@railguard/protocol/event';

/**
 * The thread an event is about: the only crashed one, else the only current one, else the only one. Version 1 of
 * grouping keeps a frozen copy of its own.
 */
function mainThread(threads: Thread[] = []): Thread | undefined {
  const only = (candidates: Thread[]) => (candidates.length === 1 ? candidates[0] : undefined);
  return (
    only(threads.filter((thread) => thread.crashed)) ??
    only(threads.filter((thread) => thread.current)) ??
    only(threads)
  );
}

/** The frames that tell where an event happened, the crashing one first; empty where it has none. */
export function stackOf(event: Event): Frame[] {
  const thrown = event.exceptions?.find((exception) => exception.frames?.length);
  return thrown?.frames ?? mainThread(event.threads)?.frames ?? [];
}
