import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Email, NewPassword, nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { ROLES } from '../role.ts';
import { defineRoute } from '../route.ts';
import { Session } from './auth.ts';
import { OrganizationRole, User } from './me.ts';
import { TeamName } from './members.ts';

const fields = {
  id: Uuid,
  email: Type.String(),
  role: oneOf(ROLES),
  teams: Type.Array(TeamName, { description: 'Whoever accepts is in these from the start.' }),
  invited_by: nullable(User),
  created_at: Timestamp,
  expires_at: Timestamp,
  is_expired: Type.Boolean({ description: 'Sending it again makes it good again.' }),
};

const Invitation = Type.Object(fields, { $id: 'Invitation' });

const SentInvitation = Type.Object(
  { ...fields, url: Type.String({ description: 'The link, shown this once: it was mailed, and can be handed over.' }) },
  { $id: 'SentInvitation' },
);

const OpenInvitation = Type.Object(
  { organization_name: Type.String(), email: Type.String(), role: oneOf(ROLES), expires_at: Timestamp },
  { $id: 'OpenInvitation' },
);

const AcceptedInvitation = Type.Object(
  {
    organization: OrganizationRole,
    session: nullable(Session),
  },
  { $id: 'AcceptedInvitation', description: '`session` is null for somebody who was signed in already.' },
);

const organizationParams = Type.Object({ organization_id: Uuid });
const invitationParams = Type.Object({ organization_id: Uuid, invitation_id: Uuid });
const tokenParams = Type.Object({ token: Type.String({ pattern: '^[\\w-]{1,200}$' }) });

export const invitationRoutes = [
  defineRoute({
    operationId: 'listInvitations',
    tag: 'Invitations',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/invitations',
    summary: 'Invitations nobody has accepted yet, newest first',
    auth: 'user',
    role: 'admin',
    params: organizationParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of invitations.', schema: pageOf(Invitation) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createInvitation',
    tag: 'Invitations',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/invitations',
    summary: 'Invite somebody',
    description:
      'Mails them a link that is good once, for seven days; it is also answered as `url`, to hand over where no mail is sent. Only an owner invites owners. ' +
      'An address that belongs to a member or has an invitation is a conflict.',
    auth: 'user',
    role: 'admin',
    params: organizationParams,
    body: Type.Object({
      email: Email,
      role: oneOf(ROLES),
      team_ids: Type.Optional(Type.Array(Uuid, { maxItems: 100 })),
    }),
    success: { status: 201, description: 'The invitation with its link.', schema: SentInvitation },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'resendInvitation',
    tag: 'Invitations',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/invitations/:invitation_id/resend',
    summary: 'Send an invitation again, with a new link',
    description: 'The link before it ends; the seven days begin anew.',
    auth: 'user',
    role: 'admin',
    params: invitationParams,
    success: { status: 200, description: 'The invitation with its new link.', schema: SentInvitation },
  }),
  defineRoute({
    operationId: 'withdrawInvitation',
    tag: 'Invitations',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/invitations/:invitation_id',
    summary: 'Withdraw an invitation',
    auth: 'user',
    role: 'admin',
    params: invitationParams,
    success: { status: 204, description: 'Its link is no longer good.' },
  }),
  defineRoute({
    operationId: 'getInvitation',
    tag: 'Invitations',
    method: 'GET',
    path: '/api/v1/invitations/:token',
    summary: 'What a link invites to',
    auth: 'public',
    params: tokenParams,
    success: { status: 200, description: 'The invitation.', schema: OpenInvitation },
  }),
  defineRoute({
    operationId: 'acceptInvitation',
    tag: 'Invitations',
    method: 'POST',
    path: '/api/v1/invitations/:token/accept',
    summary: 'Accept an invitation',
    description:
      'With an access token, its person joins, whatever the address that was invited; somebody who is a member ' +
      'already keeps their role. Without one, `name` and `password` create the account of the invited address and sign ' +
      'it in; where it has an account, that is a conflict: sign in first, then accept.',
    auth: 'public',
    params: tokenParams,
    body: Type.Object({
      name: Type.Optional(Type.String({ maxLength: 200 })),
      password: Type.Optional(NewPassword),
      token_delivery: Type.Optional(
        Type.Enum(['cookie', 'body'], { type: 'string', description: 'As for signing in.' }),
      ),
    }),
    success: { status: 200, description: 'Joined.', schema: AcceptedInvitation },
    problems: ['unauthenticated', 'session_required', 'conflict'],
  }),
] as const;
