import type { ScrubSettings } from '@railguard/protocol/project-settings';
import { compileGlobs } from '../glob.ts';
import { remember } from '../remember.ts';
import { isSensitiveCookie, isSensitiveKey } from './sensitive-key.ts';

/** Which fields are hidden for their names, and which are left alone for theirs. */
export interface KeyRules {
  /** Never of a name that is safe. */
  isSensitive(key: string): boolean;
  isSensitiveCookie(name: string): boolean;
  /** Texts and numbers under such a name stay as they are. */
  isSafe(key: string): boolean;
}

export const DEFAULT_KEYS: KeyRules = {
  isSensitive: isSensitiveKey,
  isSensitiveCookie,
  isSafe: () => false,
};

/** Under these names clients, proxies and servers tell of an address. */
const ADDRESS_KEYS = [
  ...['ip', 'ip_address', 'ip_addr', 'client_ip', 'remote_ip', 'remote_addr', 'remote_address', 'source_ip', 'real_ip'],
  ...['http_client_ip', 'http_x_forwarded_for', 'http_x_real_ip', 'http_forwarded', 'x_forwarded_for', 'x_real_ip'],
  ...['x_client_ip', 'x_cluster_client_ip', 'x_envoy_external_address', 'forwarded', 'forwarded_for'],
  ...['cf_connecting_ip', 'true_client_ip', 'fastly_client_ip', 'http_cf_connecting_ip', 'http_true_client_ip'],
];

/** The defaults and what a project adds to them. A name that is safe is so whatever else fits it. */
export function compileKeyRules({ extra_keys, safe_keys, scrub_ip_addresses }: ScrubSettings): KeyRules {
  const extra = compileGlobs([...extra_keys, ...(scrub_ip_addresses ? ADDRESS_KEYS : [])].map(spelling));
  const safe = new Set(safe_keys.map(spelling));
  if (!extra && safe.size === 0) return DEFAULT_KEYS;
  const verdict = remember((key) => {
    const name = spelling(key);
    const isSafe = safe.has(name);
    const isExtra = !isSafe && (extra?.(name) ?? false);
    return {
      isSafe,
      isSensitive: isExtra || (!isSafe && isSensitiveKey(key)),
      isSensitiveCookie: isExtra || (!isSafe && isSensitiveCookie(key)),
    };
  });
  return {
    isSensitive: (key) => verdict(key).isSensitive,
    isSensitiveCookie: (name) => verdict(name).isSensitiveCookie,
    isSafe: (key) => verdict(key).isSafe,
  };
}

/** `accountNumber`, `Account-Number` and `ACCOUNT_NUMBER` are one name. */
function spelling(key: string): string {
  return key
    .slice(0, MAX_KEY)
    .replace(/([\p{Ll}\d])(\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$3_$2')
    .replace(/[^\p{L}\d*]+/gu, '_')
    .toLowerCase();
}

/** No name in the settings is longer, and none so long is looked at beyond. */
const MAX_KEY = 200;
