import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { formatDsn } from '@railguard/protocol/dsn';
import type { ProjectKeyRow } from '@railguard/store/project-keys';

export type ProjectKey = AnswerOf<RouteOf<'createProjectKey'>>;

/** A key with its DSNs, made from the public base URL. */
export function presentKey(key: ProjectKeyRow, numericId: number, baseUrl: string): ProjectKey {
  return {
    id: key.id,
    public_key: key.public_key,
    label: key.label,
    rate_limit_per_minute: key.rate_limit_per_minute,
    quota_per_day: key.quota_per_day,
    used_today: key.used_today,
    is_active: key.revoked_at === null,
    revoked_at: key.revoked_at?.toISOString() ?? null,
    last_used_at: key.last_used_at?.toISOString() ?? null,
    dsn: formatDsn({ baseUrl, publicKey: key.public_key, project: key.project_id }),
    sentry_dsn: formatDsn({ baseUrl, publicKey: key.public_key, project: numericId }),
    created_at: key.created_at.toISOString(),
  };
}
