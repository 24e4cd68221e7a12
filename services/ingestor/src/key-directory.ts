import { LRUCache } from 'lru-cache';

/** A public key that may be used, with what its project demands of requests. */
export interface ProjectKey {
  key_id: string;
  project_id: string;
  numeric_id: number;
  public_key: string;
  /** Items a minute; null means no limit. */
  rate_limit_per_minute: number | null;
  /** Items a UTC day; null means no limit. */
  quota_per_day: number | null;
  /** The UTC day that `quota_used` was counted on, such as `2026-11-25`. */
  quota_day: string | null;
  /** Items of that day, when the key was looked up. */
  quota_used: number;
  /** Origins browsers may send from; empty means any. */
  allowed_origins: string[];
}

/** The keys, as the hot path sees them: a warm look-up touches memory only. */
export interface KeyDirectory {
  /**
   * The key, or undefined where it is unknown or revoked.
   * @throws KeysUnavailableError where that cannot be known now
   */
  find(publicKey: string): Promise<ProjectKey | undefined>;
}

/** What changes are told to. */
export interface CachedKeyDirectory extends KeyDirectory {
  /** The key was made, changed or deleted. */
  forget(publicKey: string): void;
  /** Changes may have been missed. */
  forgetAll(): void;
}

/** Where the directory gets its truth from. */
export interface KeySource {
  /** Answers undefined for a key that is unknown or revoked. */
  lookUp(publicKey: string): Promise<ProjectKey | undefined>;
}

/** A key is not cached, and the database does not answer or is asked for too many. */
export class KeysUnavailableError extends Error {
  override name = 'KeysUnavailableError';
}

const MOST_KEYS = 10_000;
/** Changes are heard of at once; this only bounds how long a lost notification can matter. */
const UNKNOWN_FOR_MS = 10_000;
/** Made-up keys come faster than a slow database answers; each look-up under way holds its request. */
const MOST_LOOK_UPS = 1_000;
const PUBLIC_KEY = /^[0-9a-f]{32}$/;

/**
 * Keeps keys in memory without a time limit, because every change to them is told by `forget` or `forgetAll`; so
 * known keys go on working while the database is down.
 *
 *     unheard of ─ find ─► looking up ─┬─► known ───┬─ forget ─► unheard of
 *                                      └─► unknown ─┘
 *
 * Unknown keys are remembered apart from known ones, so that a flood of made-up keys cannot push those out.
 */
export function createKeyDirectory(source: KeySource): CachedKeyDirectory {
  const known = new LRUCache<string, ProjectKey>({ max: MOST_KEYS });
  const unknown = new LRUCache<string, true>({ max: MOST_KEYS, ttl: UNKNOWN_FOR_MS });
  const lookingUp = new Map<string, Promise<ProjectKey | undefined>>();

  function lookUp(publicKey: string): Promise<ProjectKey | undefined> {
    const lookUpOnce = source
      .lookUp(publicKey)
      .then((key) => {
        // Where the key was forgotten meanwhile, what was read may be older than the change.
        if (lookingUp.get(publicKey) === lookUpOnce) {
          if (key) known.set(publicKey, key);
          else unknown.set(publicKey, true);
        }
        return key;
      })
      .catch((error: unknown) => {
        throw new KeysUnavailableError('the key cannot be looked up', { cause: error });
      })
      .finally(() => {
        if (lookingUp.get(publicKey) === lookUpOnce) lookingUp.delete(publicKey);
      });
    lookingUp.set(publicKey, lookUpOnce);
    return lookUpOnce;
  }

  return {
    async find(publicKey) {
      const key = known.get(publicKey);
      if (key || unknown.has(publicKey) || !PUBLIC_KEY.test(publicKey)) return key;
      const underWay = lookingUp.get(publicKey);
      if (underWay) return underWay;
      if (lookingUp.size >= MOST_LOOK_UPS) throw new KeysUnavailableError('too many keys are being looked up');
      return lookUp(publicKey);
    },
    forget(publicKey) {
      known.delete(publicKey);
      unknown.delete(publicKey);
      lookingUp.delete(publicKey);
    },
    forgetAll() {
      known.clear();
      unknown.clear();
      lookingUp.clear();
    },
  };
}
