import type { OidcError } from '@railguard/contract/resources/oidc';
import { acceptInvitationsFor as acceptInvitations } from '@railguard/store/accept-invitation';
import { type OidcSignIn, signInByOidc, spendOidcState } from '@railguard/store/oidc-identities';
import type { Response } from 'express';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import { createAttemptCookie } from '../auth/oidc/attempt-cookie.ts';
import { failureOf, wordsOf } from '../auth/oidc/failure.ts';
import { createOidcProvider } from '../auth/oidc/provider.ts';
import { returnAddress } from '../auth/oidc/return-address.ts';
import { createSignIn } from '../auth/session.ts';
import type { Handlers } from '../handler.ts';

const CALLBACK = '/api/v1/auth/oidc/callback';

const ERRORS: Record<Exclude<OidcSignIn['kind'], 'signed_in'>, OidcError> = {
  email_missing: 'oidc_email_missing',
  email_unverified: 'oidc_email_unverified',
  account_linked: 'oidc_account_linked',
  not_allowed: 'oidc_not_allowed',
};

/**
 * Sign-in by OpenID Connect (authorization code, PKCE), seen from the browser. A second factor is the provider's to ask for,
 * so ours is not asked here.
 *
 *     start ─ cookie ─► provider ─► callback ─┬─ of another browser, late, twice ─► /login?error=oidc_expired
 *       │                                     ├─ code exchanged, account found or made ─► session, the page asked for
 *       └─ provider away ─► /login?error=…    └─ anything else ─► /login?error=<code>
 */
export function oidcHandlers(deps: ApiDeps, accessTokens: AccessTokens) {
  const { database, config, log } = deps;
  const signIn = createSignIn(deps, accessTokens);
  const { oidc } = config;
  const secure = config.url.startsWith('https:');
  const callback = `${config.url}${CALLBACK}`;
  const provider = oidc && createOidcProvider(oidc, callback);
  const cookie = createAttemptCookie(config.secret, secure);

  function goTo(response: Response, address: string): undefined {
    response.set('Location', address);
    return undefined;
  }

  function turnBack(response: Response, error: OidcError): undefined {
    return goTo(response, `${config.url}/login?error=${error}`);
  }

  function giveUp(response: Response, error: unknown): undefined {
    const failure = failureOf(error);
    if (failure !== 'oidc_refused') log.warn({ failure, reason: wordsOf(error) }, 'a sign-in by OpenID Connect failed');
    return turnBack(response, failure);
  }

  return {
    async startOidc({ query, response }) {
      if (!provider) return turnBack(response, 'oidc_not_configured');
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      try {
        const address = await provider.addressFor(attempt);
        await cookie.set(response, { ...attempt, returnTo: returnAddress(query.return_to, config.url) });
        return goTo(response, address.href);
      } catch (error) {
        return giveUp(response, error);
      }
    },

    async finishOidc({ query, request, response }) {
      if (!oidc || !provider) return turnBack(response, 'oidc_not_configured');
      const attempt = await cookie.read(request);
      if (!attempt || query.state !== attempt.state) return turnBack(response, 'oidc_expired');
      cookie.clear(response);
      if (!(await spendOidcState(database, attempt.id, attempt.expiresAt))) return turnBack(response, 'oidc_expired');

      const returned = new URL(callback);
      returned.search = new URL(request.originalUrl, callback).search;
      const person = await provider.personAt(returned, attempt).catch((error: unknown) => ({ error }));
      if ('error' in person) return giveUp(response, person.error);
      const { allowedDomains } = oidc;
      const result = await signInByOidc(database, person, { allowedDomains, acceptInvitations, address: request.ip });
      if (result.kind !== 'signed_in') return turnBack(response, ERRORS[result.kind]);
      await signIn({ user: result.user, tokenDelivery: 'cookie', request, response });
      return goTo(response, attempt.returnTo);
    },
  } satisfies Partial<Handlers>;
}
