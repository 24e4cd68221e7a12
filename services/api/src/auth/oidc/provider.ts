import { isLoopback, type OidcConfig } from '@railguard/kit/oidc-config';
import type { OidcPerson } from '@railguard/store/oidc-identities';
import * as openid from 'openid-client';
import { joinClaims, personFrom } from './person.ts';

/** What binds an answer of the provider to the browser that asked. */
export interface OidcAttempt {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636): whoever has the code alone can do nothing with it. */
  verifier: string;
}

export interface OidcProvider {
  /** Where to send the browser. @throws what `failureOf` reads */
  addressFor(attempt: OidcAttempt): Promise<URL>;
  /**
   * Exchanges the code in the address that the browser came back to for who it is.
   * @throws what `failureOf` reads
   */
  personAt(returned: URL, attempt: OidcAttempt): Promise<OidcPerson>;
}

const SCOPE = 'openid email profile';
const ANSWERS_WITHIN_S = 5;
/** Endpoints move seldom; keys are looked up anew by themselves where an unknown one is met. */
const DISCOVERED_FOR_MS = 3_600_000;

/** @param redirectUri the address of the callback, as the provider was told it */
export function createOidcProvider(config: OidcConfig, redirectUri: string): OidcProvider {
  const issuer = new URL(config.issuer);
  let discovered: { at: number; client: Promise<openid.Configuration> } | undefined;

  /** One look-up for all who wait; one that failed is forgotten. */
  function discover(): Promise<openid.Configuration> {
    if (discovered && performance.now() - discovered.at < DISCOVERED_FOR_MS) return discovered.client;
    const client = openid.discovery(issuer, config.clientId, undefined, authentication(config.clientSecret), {
      timeout: ANSWERS_WITHIN_S,
      execute: [openid.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [openid.allowInsecureRequests] : [])],
    });
    const mine = { at: performance.now(), client };
    discovered = mine;
    client.catch(() => {
      if (discovered === mine) discovered = undefined;
    });
    return client;
  }

  return {
    async addressFor({ state, nonce, verifier }) {
      const client = await discover();
      return openid.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },

    async personAt(returned, { state, nonce, verifier }) {
      const client = await discover();
      const tokens = await openid.authorizationCodeGrant(client, returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      // Some providers tell the address at the one place, some at the other.
      const isComplete = claims.email !== undefined && claims.email_verified !== undefined;
      const more =
        isComplete || !client.serverMetadata().userinfo_endpoint
          ? {}
          : await openid.fetchUserInfo(client, tokens.access_token, claims.sub);
      return personFrom(joinClaims(claims, more));
    },
  };
}

/** What OpenID Connect Core section 9 makes the default, unless the provider takes the other one alone. */
function authentication(secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None();
  const [basic, post] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const takesBasic = methods === undefined || methods.includes('client_secret_basic');
    return (takesBasic ? basic : post)(server, ...rest);
  };
}
