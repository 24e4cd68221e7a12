import { refusal } from '@railguard/protocol/outcome';
import type { FastifyRequest } from 'fastify';
import { isOriginAllowed } from './allowed-origins.ts';
import type { Door } from './door.ts';
import type { ProjectKey } from './key-directory.ts';
import { RefusedItems } from './refused-items.ts';

/**
 * What a project asks of a request before anybody reads its body.
 * @throws RefusedItems `origin_not_allowed`, `rate_limited`
 */
export function admit({ limiter, use }: Door, key: ProjectKey, { headers }: FastifyRequest): void {
  // Old browsers leave Origin out; servers send neither, and an origin is not theirs to have.
  const origin = headers.origin ?? headers.referer;
  if (origin !== undefined && !isOriginAllowed(origin, key.allowed_origins)) {
    throw new RefusedItems('origin_not_allowed', refusal('filtered', 'origin_not_allowed'));
  }
  const untilMidnight = use.admit(key);
  if (untilMidnight > 0) {
    throw new RefusedItems('rate_limited', refusal('rate_limited', 'key_quota'), {
      detail: 'The key has sent as much as it may today; the day ends at midnight UTC.',
      retryAfterSeconds: untilMidnight,
    });
  }
  const retryAfterSeconds = limiter.take(key);
  if (retryAfterSeconds > 0) {
    throw new RefusedItems('rate_limited', refusal('rate_limited', 'key_limit'), { retryAfterSeconds });
  }
}
