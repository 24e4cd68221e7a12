import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { ApiTokenRow } from '@railguard/store/api-tokens';

export type ApiToken = AnswerOf<RouteOf<'listMyTokens'>>['data'][number];

export function presentApiToken({ created_at, expires_at, last_used_at, ...token }: ApiTokenRow): ApiToken {
  return {
    ...token,
    created_at: created_at.toISOString(),
    expires_at: expires_at?.toISOString() ?? null,
    last_used_at: last_used_at?.toISOString() ?? null,
  };
}
