import { Type } from 'typebox';
import { CurrentPassword, Email, SecondFactorCode } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { User } from './me.ts';

const TOKEN_DELIVERY = Type.Optional(
  Type.Enum(['cookie', 'body'], {
    type: 'string',
    default: 'cookie',
    description: '`body` answers the refresh token as `refresh_token`, for programs that keep no cookies.',
  }),
);

const RefreshToken = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, description: 'In place of the cookie, for programs that keep none.' }),
);

export const Session = Type.Object(
  {
    access_token: Type.String({ description: 'A JWT, sent as `Authorization: Bearer <token>`.' }),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer({ description: 'Seconds until the access token expires.' }),
    refresh_token: Type.Optional(Type.String({ description: 'Only with `token_delivery: "body"`. Good for one use.' })),
    user: User,
  },
  { $id: 'Session' },
);

export const authRoutes = [
  defineRoute({
    operationId: 'login',
    tag: 'Authentication',
    method: 'POST',
    path: '/api/v1/auth/login',
    summary: 'Sign in',
    description:
      'Answers a short-lived access token and sets a refresh token as an HttpOnly cookie. ' +
      'An account with a second factor needs `code` too: without one, the right password is answered with ' +
      '`second_factor_required`. Repeated failures are slowed with 429, by account and by address.',
    auth: 'public',
    body: Type.Object({
      email: Email,
      password: CurrentPassword,
      code: Type.Optional(SecondFactorCode),
      token_delivery: TOKEN_DELIVERY,
    }),
    success: { status: 200, description: 'Signed in.', schema: Session },
    problems: ['invalid_credentials', 'second_factor_required', 'invalid_code', 'rate_limited'],
  }),
  defineRoute({
    operationId: 'refresh',
    tag: 'Authentication',
    method: 'POST',
    path: '/api/v1/auth/refresh',
    summary: 'Exchange the refresh token for new tokens',
    description:
      'Each refresh token is good for one use. A second use means it was copied, and ends the whole session. ' +
      'A request that a browser marks as coming from another site is refused.',
    auth: 'public',
    body: Type.Object({ refresh_token: RefreshToken, token_delivery: TOKEN_DELIVERY }),
    success: { status: 200, description: 'New tokens.', schema: Session },
    problems: ['invalid_refresh_token', 'forbidden'],
  }),
  defineRoute({
    operationId: 'logout',
    tag: 'Authentication',
    method: 'POST',
    path: '/api/v1/auth/logout',
    summary: 'End the session',
    description:
      'Ends the session of the refresh token in the cookie or the body and clears the cookie. Harmless to repeat.',
    auth: 'public',
    body: Type.Object({ refresh_token: RefreshToken }),
    success: { status: 204, description: 'Signed out.' },
    problems: ['forbidden'],
  }),
] as const;
