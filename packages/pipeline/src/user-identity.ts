import type { Event } from '@railguard/protocol/event';
import { FILTERED } from './scrub/filtered.ts';

/** What tells this user from others, such as `id:7`: the first there is of id, user name, e-mail and IP address. */
export function userIdentity({ user }: Event): string | undefined {
  if (!user) return undefined;
  const candidates = [
    ['id', user.id],
    ['username', user.username],
    ['email', user.email],
    ['ip', user.ip_address],
  ] as const;
  const found = candidates.find(([, value]) => value && value !== FILTERED);
  return found?.join(':');
}
