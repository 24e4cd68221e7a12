import { LRUCache } from 'lru-cache';
import type { ProjectKey } from './key-directory.ts';

/**
 * A token bucket for each key with a limit: it holds a minute's worth and fills evenly. Counted in this process
 * alone, so several ingestors together let through as many times the limit.
 */
export interface RateLimiter {
  /** Takes the token of a request's first item: 0, or the seconds after which there will be one. */
  take(key: ProjectKey): number;
  /**
   * Takes the tokens of the other items, known only once the body was read. It may overdraw the bucket: a batch is
   * let in whole, and what follows waits the longer for it.
   */
  charge(key: ProjectKey, items: number): void;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const MOST_BUCKETS = 10_000;

/** `now` is a clock in milliseconds that never goes back. */
export function createRateLimiter(now: () => number = () => performance.now()): RateLimiter {
  const buckets = new LRUCache<string, Bucket>({ max: MOST_BUCKETS });

  function filled(key: ProjectKey, perMinute: number): Bucket {
    const at = now();
    const bucket = buckets.get(key.key_id) ?? { tokens: perMinute, filledAt: at };
    bucket.tokens = Math.min(perMinute, bucket.tokens + ((at - bucket.filledAt) * perMinute) / 60_000);
    bucket.filledAt = at;
    buckets.set(key.key_id, bucket);
    return bucket;
  }

  return {
    take(key) {
      const perMinute = key.rate_limit_per_minute;
      if (perMinute === null) return 0;
      const bucket = filled(key, perMinute);
      if (bucket.tokens < 1) return ((1 - bucket.tokens) * 60) / perMinute;
      bucket.tokens -= 1;
      return 0;
    },
    charge(key, items) {
      const perMinute = key.rate_limit_per_minute;
      if (perMinute !== null && items > 0) filled(key, perMinute).tokens -= items;
    },
  };
}
