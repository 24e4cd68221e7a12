import type { OidcError } from '@railguard/contract/resources/oidc';
import type { FirstKey } from '../../text/first.ts';
import { t } from '../../text/text.ts';

const WORDS: Record<OidcError, FirstKey> = {
  oidc_not_configured: 'oidc.not_configured',
  oidc_unavailable: 'oidc.unavailable',
  oidc_refused: 'oidc.refused',
  oidc_expired: 'oidc.expired',
  oidc_failed: 'oidc.failed',
  oidc_email_missing: 'oidc.email_missing',
  oidc_email_unverified: 'oidc.email_unverified',
  oidc_account_linked: 'oidc.account_linked',
  oidc_not_allowed: 'oidc.not_allowed',
};

/** Why a sign-in by the provider came to nothing, of the code that the sign-in page is opened with. */
export function wordOidcError(code: string): string {
  return t(Object.hasOwn(WORDS, code) ? WORDS[code as OidcError] : 'oidc.failed');
}
