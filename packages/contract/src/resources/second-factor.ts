import { Type } from 'typebox';
import { CurrentPassword, SecondFactorCode } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const RecoveryCodes = Type.Object(
  {
    recovery_codes: Type.Array(Type.String(), {
      description: 'Each stands in for a code once. Shown here and never again; older ones are worth nothing any more.',
    }),
  },
  { $id: 'RecoveryCodes' },
);

export const secondFactorRoutes = [
  defineRoute({
    operationId: 'startTotp',
    tag: 'Account',
    method: 'POST',
    path: '/api/v1/me/totp',
    summary: 'Begin to use a second factor',
    description:
      'Answers a secret for an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds). ' +
      'Signing in does not ask for codes before one was confirmed; until then this may be repeated. ' +
      'Signing in by OpenID Connect never does: a second factor there is for the provider to ask for.',
    auth: 'session',
    body: Type.Object({ current_password: CurrentPassword }),
    success: {
      status: 200,
      description: 'What the authenticator has to know.',
      schema: Type.Object(
        {
          secret: Type.String({ description: 'In Base32, to be typed.' }),
          otpauth_uri: Type.String({ description: 'The same for a QR code.' }),
        },
        { $id: 'TotpSecret' },
      ),
    },
    problems: ['conflict', 'rate_limited'],
  }),
  defineRoute({
    operationId: 'confirmTotp',
    tag: 'Account',
    method: 'POST',
    path: '/api/v1/me/totp/confirm',
    summary: 'Show that the authenticator works; from now on signing in needs its codes',
    auth: 'session',
    body: Type.Object({ code: SecondFactorCode }),
    success: { status: 200, description: 'The second factor is in use.', schema: RecoveryCodes },
    problems: ['invalid_code', 'conflict', 'rate_limited'],
  }),
  defineRoute({
    operationId: 'renewRecoveryCodes',
    tag: 'Account',
    method: 'POST',
    path: '/api/v1/me/totp/recovery-codes',
    summary: 'New recovery codes in place of the old ones',
    auth: 'session',
    body: Type.Object({ current_password: CurrentPassword }),
    success: { status: 200, description: 'The codes.', schema: RecoveryCodes },
    problems: ['conflict', 'rate_limited'],
  }),
  defineRoute({
    operationId: 'disableTotp',
    tag: 'Account',
    method: 'DELETE',
    path: '/api/v1/me/totp',
    summary: 'Do without a second factor',
    auth: 'session',
    body: Type.Object({ current_password: CurrentPassword, code: SecondFactorCode }),
    success: { status: 204, description: 'Signing in needs the password alone.' },
    problems: ['invalid_code', 'conflict', 'rate_limited'],
  }),
] as const;
