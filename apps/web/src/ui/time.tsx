import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime } from '../format/relative-time.ts';

const TICK_MS = 30_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** One clock for all times on a page, and none while there are none. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** When something was, in words; exactly on hover. */
export function Time({ at }: { at: string }) {
  const present = useSyncExternalStore(subscribe, () => now);
  const time = new Date(at);
  return (
    <time dateTime={at} title={exactTime(time)}>
      {relativeTime(time, present)}
    </time>
  );
}
