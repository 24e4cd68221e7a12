import type { OidcError } from '@railguard/contract/resources/oidc';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';

/** RFC 6749 section 4.1.2.1: the provider's own trouble, in its words. */
const ITS_OWN_TROUBLE = ['server_error', 'temporarily_unavailable'];

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
