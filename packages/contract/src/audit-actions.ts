/** What the audit log may hold, for pages that offer a choice of it. */
export { AUDIT_ACTIONS, type AuditAction } from '@railguard/protocol/audit-action';
