import type { OidcPerson } from '@railguard/store/oidc-identities';

/** The claims of OpenID Connect Core section 5.1 that are of use here; the provider may have put anything there. */
export interface Claims {
  iss: string;
  sub: string;
  email?: unknown;
  email_verified?: unknown;
  name?: unknown;
}

/**
 * What the ID token says, and where it is silent what userinfo says. That an address is verified is said of the address
 * beside it: of another one, in the other place, it says nothing.
 */
export function joinClaims(claims: Claims, more: Partial<Claims>): Claims {
  const { email = more.email } = claims;
  const ofToken = claims.email === undefined ? undefined : claims.email_verified;
  const ofMore = more.email === email ? more.email_verified : undefined;
  return { ...more, ...claims, email, email_verified: ofToken ?? ofMore };
}

const ONE_ADDRESS = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;
const LONGEST_ADDRESS = 254;
const LONGEST_NAME = 200;

export function personFrom({ iss, sub, email, email_verified, name }: Claims): OidcPerson {
  const isAddress = typeof email === 'string' && email.length <= LONGEST_ADDRESS && ONE_ADDRESS.test(email);
  return {
    issuer: iss,
    subject: sub,
    email: isAddress ? email : undefined,
    // A text at some providers, which the standard does not have.
    emailVerified: email_verified === true || email_verified === 'true',
    name:
      typeof name === 'string'
        ? name
            .replace(/\p{Cc}+/gu, ' ')
            .trim()
            .slice(0, LONGEST_NAME)
        : '',
  };
}
