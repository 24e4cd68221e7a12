/** Every act the audit log knows: the thing first, then what was done to it. */
export const AUDIT_ACTIONS = [
  'organization.created',
  'organization.updated',
  'organization.deleted',
  'project.created',
  'project.updated',
  'project.deleted',
  'key.created',
  'key.updated',
  'key.revoked',
  'key.restored',
  'key.deleted',
  'issue.deleted',
  'dead_letters.replayed',
  'dead_letters.discarded',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
