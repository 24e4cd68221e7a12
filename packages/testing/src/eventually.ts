import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;

/**
 * Reads again and again until `isDone` says so, and answers what was read then.
 * @throws Error with `what`, and the last thing read or thrown, where that takes longer than `timeoutMs`
 */
export async function eventually<T>(
  what: string,
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  // Read once more after the deadline: a machine that stood still until then has read nothing since.
  for (let isLast = false; ; isLast = Date.now() >= deadline) {
    try {
      const value = await read();
      if (isDone(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (isLast) break;
    await sleep(PAUSE_MS);
  }
  throw new Error(`${what}: not within ${timeoutMs} ms; last was ${describe(last)}`, { cause: last });
}

function describe(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return (JSON.stringify(value) ?? String(value)).slice(0, 2_000);
}
