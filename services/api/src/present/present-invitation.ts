import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { InvitationRow } from '@railguard/store/invitations';

export type Invitation = AnswerOf<RouteOf<'listInvitations'>>['data'][number];

export function presentInvitation(invitation: InvitationRow): Invitation {
  return {
    id: invitation.id,
    email: invitation.email,
    role: invitation.role,
    teams: invitation.teams,
    invited_by: invitation.invited_by,
    created_at: invitation.created_at.toISOString(),
    expires_at: invitation.expires_at.toISOString(),
    is_expired: invitation.is_expired,
  };
}
