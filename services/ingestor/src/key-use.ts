import type { Log } from '@railguard/kit/log';
import { LRUCache } from 'lru-cache';
import type { ProjectKey } from './key-directory.ts';

/** Watches over what keys may send in a day, and remembers when they were used. Never waits for the database. */
export interface KeyUseWatch {
  /** A key was used: 0, or the seconds until midnight UTC where its quota for today is spent. */
  admit(key: ProjectKey): number;
  /** Items of it are taken. */
  count(key: ProjectKey, items: number): void;
}

export interface KeyUseTally extends KeyUseWatch {
  /** Tells the store what was counted, and learns what others counted; where that fails, the next time. */
  flush(): Promise<void>;
  /** Stops the clock and flushes a last time. */
  close(): Promise<void>;
}

export interface ToldUse {
  key_id: string;
  used_at: Date;
  items: number;
}

interface Options {
  /** Adds to the day's counts; answers what all ingestors counted together, for the keys it could write. */
  write(day: string, uses: ToldUse[]): Promise<{ key_id: string; quota_used: number }[]>;
  log: Log;
  everyMs?: number;
  now?: () => number;
}

interface Use {
  /** UTC days since 1970. */
  day: number;
  /** Of all ingestors today, as far as this one has heard. */
  told: number;
  /** Counted here and not told yet. */
  untold: number;
  usedAt: number;
  /** When `usedAt` was last told. */
  usedToldAt: number;
  /** How often in a row the store had nothing to say to it: the key is being written, or was deleted. */
  unheard: number;
}

const MOST_KEYS = 10_000;
const DAY_MS = 86_400_000;
/** When a key was last used is told to about a minute. */
const TELL_USED_EVERY_MS = 60_000;
const MOST_UNHEARD = 30;

/**
 * Counts in memory and tells the store once a second, in one statement, so that a quota costs a request nothing. What
 * was counted before a start comes with the key itself. Between two tellings an ingestor does not know what others
 * take: together they may take so much more than the quota as they take in a second, and one last request each. A crash
 * forgets at most a second's count.
 *
 *     counted ─ once a second ─► told ─► answered with what all have counted
 *        ▲                         │
 *        └──── failed, or the key was being written ────┘
 */
export function createKeyUseTally({ write, log, everyMs = 1_000, now = Date.now }: Options): KeyUseTally {
  const uses = new LRUCache<string, Use>({ max: MOST_KEYS });
  let telling: Promise<void> | undefined;
  const timer = setInterval(flush, everyMs);
  timer.unref();

  function useOf(key: ProjectKey): Use {
    const day = Math.floor(now() / DAY_MS);
    const known = uses.get(key.key_id);
    if (known?.day === day) return known;
    const told = key.quota_day === dateOf(day) ? key.quota_used : 0;
    const use = { day, told, untold: 0, usedAt: 0, usedToldAt: known?.usedToldAt ?? 0, unheard: 0 };
    uses.set(key.key_id, use);
    return use;
  }

  async function tell(): Promise<void> {
    const day = Math.floor(now() / DAY_MS);
    const parcel: { use: Use; told: ToldUse }[] = [];
    for (const [key_id, use] of uses.entries()) {
      const isUntold = use.day === day && use.untold > 0;
      const isUsed = use.usedAt - use.usedToldAt >= TELL_USED_EVERY_MS;
      if (isUntold || isUsed) {
        parcel.push({ use, told: { key_id, used_at: new Date(use.usedAt), items: use.day === day ? use.untold : 0 } });
      }
    }
    if (parcel.length === 0) return;
    try {
      const written = await write(
        dateOf(day),
        parcel.map(({ told }) => told),
      );
      const used = new Map(written.map(({ key_id, quota_used }) => [key_id, quota_used]));
      for (const { use, told } of parcel) settle(use, told, used.get(told.key_id));
    } catch (error) {
      log.warn({ err: error, keys: parcel.length }, 'the use of keys could not be written; it is tried again');
    }
  }

  /** What was counted meanwhile stays untold. */
  function settle(use: Use, told: ToldUse, quotaUsed: number | undefined): void {
    if (quotaUsed === undefined) {
      if (++use.unheard >= MOST_UNHEARD) uses.delete(told.key_id);
      return;
    }
    use.unheard = 0;
    use.told = quotaUsed;
    use.untold -= told.items;
    use.usedToldAt = told.used_at.getTime();
  }

  function flush(): Promise<void> {
    telling ??= tell().finally(() => {
      telling = undefined;
    });
    return telling;
  }

  return {
    admit(key) {
      const use = useOf(key);
      use.usedAt = now();
      if (key.quota_per_day === null || use.told + use.untold < key.quota_per_day) return 0;
      return (DAY_MS - (use.usedAt % DAY_MS)) / 1_000;
    },
    count(key, items) {
      if (key.quota_per_day !== null) useOf(key).untold += items;
    },
    flush,
    async close() {
      clearInterval(timer);
      await telling;
      await flush();
    },
  };
}

/** Such as `2026-11-25`. */
function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
