import { Type } from 'typebox';
import { Email, NewPassword, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

export const passwordResetRoutes = [
  defineRoute({
    operationId: 'forgotPassword',
    tag: 'Authentication',
    method: 'POST',
    path: '/api/v1/auth/forgot-password',
    summary: 'Have a link sent that sets a new password',
    description:
      'The answer is the same, and takes as long, whether or not the account exists. ' +
      'An account is sent a few links an hour at most, whoever asks.',
    auth: 'public',
    body: Type.Object({ email: Email }),
    success: { status: 204, description: 'If there is such an account, a mail is under way.' },
    problems: ['rate_limited'],
  }),
  defineRoute({
    operationId: 'resetPassword',
    tag: 'Authentication',
    method: 'POST',
    path: '/api/v1/auth/reset-password',
    summary: 'Set a new password by a link',
    description:
      'The token is the last part of the link, good for an hour and one use. Ends every session of the account and makes ' +
      'its other links worthless; a second factor and API tokens stay as they are.',
    auth: 'public',
    body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }), password: NewPassword }),
    success: { status: 204, description: 'The password is set; sign in with it.' },
    problems: ['invalid_reset_token', 'rate_limited'],
  }),
  defineRoute({
    operationId: 'createResetLink',
    tag: 'Members',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/members/:user_id/reset-link',
    summary: 'A link that sets a new password of a member, to hand over where no mail is sent',
    description:
      'For people whose every organisation the caller administers, and for owners only by who owns all that they own. ' +
      'A newer link of the same caller takes the place of an older one.',
    auth: 'session',
    role: 'admin',
    params: Type.Object({ organization_id: Uuid, user_id: Uuid }),
    success: {
      status: 201,
      description: 'The link. It is shown here and never again.',
      schema: Type.Object({ url: Type.String(), expires_at: Timestamp }, { $id: 'ResetLink' }),
    },
  }),
] as const;
