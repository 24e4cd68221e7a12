/**
 * Slows guessing. Each key has some attempts free; after them each further one has to wait twice as long as the one
 * before, up to a quarter of an hour. A key is forgotten on success, or once nothing was tried for that long.
 *
 *     free ─ attempt × freeAttempts ─► waiting ─ time passes ─► one attempt ─► waiting (twice as long)
 *      ▲                                                            │
 *      └──────────── success, or a quarter of an hour ──────────────┘
 */
export interface AttemptLimit {
  /**
   * Counts an attempt before it is made, so that many at once cannot slip by together.
   * Answers how many milliseconds to wait, 0 where it may be made now; a refused attempt is not counted.
   */
  begin(key: string): number;
  succeed(key: string): void;
}

interface Attempts {
  count: number;
  /** No attempt is taken before. */
  notBefore: number;
  forgetAt: number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export function createAttemptLimit(freeAttempts: number, maxKeys = 10_000, clock = Date.now): AttemptLimit {
  /** In the order of their last attempt, so the first one is the one to give up when there is no room. */
  const byKey = new Map<string, Attempts>();

  function remember(key: string, attempts: Attempts): void {
    byKey.delete(key);
    if (byKey.size >= maxKeys) byKey.delete(byKey.keys().next().value!);
    byKey.set(key, attempts);
  }

  return {
    begin(key) {
      const now = clock();
      const known = byKey.get(key);
      const before = known && known.forgetAt > now ? known : { count: 0, notBefore: 0 };
      if (before.notBefore > now) return before.notBefore - now;
      const count = before.count + 1;
      const wait = count < freeAttempts ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - freeAttempts), LONGEST_WAIT_MS);
      remember(key, { count, notBefore: now + wait, forgetAt: now + wait + LONGEST_WAIT_MS });
      return 0;
    },
    succeed: (key) => void byKey.delete(key),
  };
}
