import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { ROLES } from '../role.ts';
import { defineRoute } from '../route.ts';

/** A team as others name it. */
export const TeamName = Type.Object({ id: Uuid, name: Type.String() }, { $id: 'TeamName' });

const Member = Type.Object(
  {
    id: Uuid,
    email: Type.String(),
    name: Type.String({ description: 'Empty where none was given.' }),
    role: oneOf(ROLES),
    teams: Type.Array(TeamName),
    joined_at: Timestamp,
    last_active_at: nullable(Timestamp),
    totp_enabled: Type.Boolean({ description: 'Whether signing in needs a code of the second factor.' }),
  },
  { $id: 'Member' },
);

const organizationParams = Type.Object({ organization_id: Uuid });
const memberParams = Type.Object({ organization_id: Uuid, user_id: Uuid });

export const memberRoutes = [
  defineRoute({
    operationId: 'listMembers',
    tag: 'Members',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/members',
    summary: 'People of an organisation, by address',
    auth: 'user',
    role: 'viewer',
    params: organizationParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of members.', schema: pageOf(Member) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'leaveOrganization',
    tag: 'Members',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/members/me',
    summary: 'Leave an organisation',
    description: 'What removing a member does, for oneself. The last owner cannot leave.',
    auth: 'session',
    role: 'viewer',
    params: organizationParams,
    success: { status: 204, description: 'You are no longer a member.' },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'updateMember',
    tag: 'Members',
    method: 'PATCH',
    path: '/api/v1/organizations/:organization_id/members/:user_id',
    summary: "Change a member's role",
    description: 'Only an owner makes somebody an owner, or changes one. The last owner stays one.',
    auth: 'user',
    role: 'admin',
    params: memberParams,
    body: Type.Object({ role: oneOf(ROLES) }),
    success: { status: 200, description: 'The member as they are now.', schema: Member },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'removeMember',
    tag: 'Members',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/members/:user_id',
    summary: 'Take a member out of an organisation',
    description:
      'Nothing is assigned to them any more; their teams, their API tokens and the invitations they sent end. ' +
      'Only an owner removes an owner, and the last one stays. Everybody may leave by `leaveOrganization`.',
    auth: 'user',
    role: 'admin',
    params: memberParams,
    success: { status: 204, description: 'No longer a member.' },
    problems: ['conflict'],
  }),
] as const;
