import { Type } from 'typebox';
import { defineRoute } from '../route.ts';

/** Why a sign-in by OpenID Connect came to nothing: the `error` that the page `/login` is opened with. */
export const OIDC_ERRORS = {
  oidc_not_configured: 'This installation has no OpenID Connect provider.',
  oidc_unavailable: 'The provider does not answer right now.',
  oidc_refused: 'The provider did not let the person in, or they turned back.',
  oidc_expired: 'The sign-in took longer than ten minutes, was begun in another browser, or came back twice.',
  oidc_failed: 'What the provider answered does not hold.',
  oidc_email_missing: 'The provider tells no e-mail address, and the account is not linked yet.',
  oidc_email_unverified: 'The provider does not vouch for the e-mail address, so no account is linked by it.',
  oidc_account_linked: 'The account of this address belongs to another identity at the provider.',
  oidc_not_allowed: 'Nobody with this address has an account or an invitation, and its domain gets none by itself.',
} as const;
export type OidcError = keyof typeof OIDC_ERRORS;

const ERRORS = Object.entries(OIDC_ERRORS)
  .map(([code, meaning]) => `- \`${code}\`: ${meaning}`)
  .join('\n');

/** What a provider may put into the address; the rest of it is checked against the sign-in that it belongs to. */
const Answer = Type.Optional(Type.String({ maxLength: 4_000 }));

export const oidcRoutes = [
  defineRoute({
    operationId: 'startOidc',
    tag: 'Authentication',
    method: 'GET',
    path: '/api/v1/auth/oidc/start',
    summary: 'Sign in by way of the OpenID Connect provider: a link for browsers',
    description:
      'Sends the browser to the provider (authorization code with PKCE) with a cookie that is good for ten minutes. ' +
      'Where that cannot be, to `/login?error=<code>`, as `finishOidc` does.',
    auth: 'public',
    query: Type.Object({
      return_to: Type.Optional(
        Type.String({
          maxLength: 2_000,
          description:
            'A path of this installation to open afterwards, `/` by default. Anything else counts as absent.',
        }),
      ),
    }),
    success: { status: 303, description: 'To the provider, or back to the sign-in page.' },
  }),
  defineRoute({
    operationId: 'finishOidc',
    tag: 'Authentication',
    method: 'GET',
    path: '/api/v1/auth/oidc/callback',
    summary: 'Where the OpenID Connect provider sends the browser back to',
    description:
      'Sets the refresh token as an HttpOnly cookie, as `login` does, and sends the browser on to `return_to`. The first ' +
      'time, an identity is linked to the account with its verified e-mail address, or makes one where the domain is ' +
      `allowed. Otherwise the browser goes to \`/login?error=<code>\`:\n\n${ERRORS}`,
    auth: 'public',
    query: Type.Object({ code: Answer, state: Answer, iss: Answer, error: Answer, error_description: Answer }),
    success: { status: 303, description: 'To the page that was asked for, or back to the sign-in page.' },
  }),
] as const;
