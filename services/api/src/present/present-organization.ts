import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { OrganizationRow } from '@railguard/store/organizations';

export type Organization = AnswerOf<RouteOf<'getOrganization'>>;

export function presentOrganization({ id, slug, name, role, created_at }: OrganizationRow): Organization {
  return { id, slug, name, role, created_at: created_at.toISOString() };
}
