import { isAtLeast } from '@railguard/contract/role';
import { notFound } from '@tanstack/react-router';
import { useOrganization } from '../../app/organization.ts';

/** The organisation whose settings are open, and what the reader may do with them. */
export function useSettings() {
  const organization = useOrganization();
  if (!organization) throw notFound();
  const { id, role } = organization;
  return {
    organization,
    params: { organization_id: id },
    isAdmin: isAtLeast(role, 'admin'),
    isOwner: role === 'owner',
    keys: {
      members: ['members', id],
      invitations: ['invitations', id],
      teams: ['teams', id],
      tokens: ['organization-tokens', id],
      audit: ['audit', id],
    },
  };
}
