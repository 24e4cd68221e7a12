import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { ProjectKeyRow } from '@railguard/store/project-keys';
import type { ProjectRow } from '@railguard/store/projects';
import { presentKey } from './present-key.ts';

export type Project = AnswerOf<RouteOf<'getProject'>>;

/** A project with its keys; its own DSNs are those of the first active one. */
export function presentProject(project: ProjectRow, keyRows: ProjectKeyRow[], baseUrl: string): Project {
  const keys = keyRows.map((key) => presentKey(key, project.numeric_id, baseUrl));
  const active = keys.find((key) => key.is_active);
  return {
    id: project.id,
    organization_id: project.organization_id,
    numeric_id: project.numeric_id,
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dsn: active?.dsn ?? null,
    sentry_dsn: active?.sentry_dsn ?? null,
    allowed_origins: project.allowed_origins,
    created_at: project.created_at.toISOString(),
    has_events: project.has_events,
    keys,
  };
}
