import { ProblemError } from '@railguard/contract/problem';
import { getProjectSettings, type OwnSettings, updateProjectSettings } from '@railguard/store/project-settings';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

export function projectSettingsHandlers({ database, config }: ApiDeps) {
  const installation_retention_days = config.retentionDays;
  const present = (settings: OwnSettings | undefined) => {
    if (!settings) throw new ProblemError('not_found');
    return { ...settings, installation_retention_days };
  };

  return {
    async getProjectSettings({ params, scope }) {
      return present(await getProjectSettings(database, scope, params.project_id));
    },

    async updateProjectSettings({ params, body, scope }) {
      if ((body.retention_days ?? 0) > installation_retention_days) throw tooLong(installation_retention_days);
      return present(await updateProjectSettings(database, scope, params.project_id, body));
    },
  } satisfies Partial<Handlers>;
}

function tooLong(days: number): ProblemError {
  const detail = `must be at most ${days}, as long as the installation keeps events; null for that`;
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer: '/retention_days', detail }] });
}
