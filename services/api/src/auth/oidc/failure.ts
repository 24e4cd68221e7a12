import type { OidcError } from '@railguard/contract/resources/oidc';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';

/** RFC 6749 section 4.1.2.1: the provider's own trouble, in its words. */
const ITS_OWN_TROUBLE = ['server_error', 'temporarily_unavailable'];

const LONGEST = 500;

/** What a failed exchange with the provider means to the person who waits. */
export function failureOf(error: unknown): OidcError {
  if (error instanceof AuthorizationResponseError) {
    return ITS_OWN_TROUBLE.includes(error.error) ? 'oidc_unavailable' : 'oidc_refused';
  }
  if (error instanceof ResponseBodyError) return error.status >= 500 ? 'oidc_unavailable' : 'oidc_failed';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const isSilent = code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && error.message === 'fetch failed');
  const isBroken = cause instanceof Response && cause.status >= 500;
  return isSilent || isBroken ? 'oidc_unavailable' : 'oidc_failed';
}

/**
 * Why an exchange failed, for the log: words alone, since what these errors carry beside them holds claims and tokens.
 */
export function wordsOf(error: unknown): string {
  const words: unknown[] = [];
  for (let inner = error; inner instanceof Error && words.length < 12; inner = inner.cause) {
    const { code, message, error: said, error_description, cause } = inner as Error & Record<string, unknown>;
    words.push(code, message, said, error_description, (cause as { claim?: unknown } | undefined)?.claim);
  }
  const texts = words.filter((word) => typeof word === 'string' && word !== '');
  return [...new Set(texts)].join(': ').slice(0, LONGEST);
}
