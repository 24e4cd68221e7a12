import { ProblemError } from '@railguard/contract/problem';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { isTimeZone } from '@railguard/notify/rules/quiet-hours';
import { getAlertPreferences, updateAlertPreferences, updateProjectChoice } from '@railguard/store/alert-preferences';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';

type Preferences = AnswerOf<RouteOf<'getMyAlertPreferences'>>;

export function alertPreferenceHandlers({ database }: ApiDeps) {
  const present = async (scope: Scope): Promise<Preferences> => {
    const { quiet_from, quiet_to, ...preferences } = await getAlertPreferences(database, scope);
    return { ...preferences, quiet_hours: quiet_from && quiet_to ? { from: quiet_from, to: quiet_to } : null };
  };

  return {
    getMyAlertPreferences: ({ scope }) => present(scope),

    async updateMyAlertPreferences({ body, scope }) {
      const { quiet_hours, ...edit } = body;
      if (edit.time_zone !== undefined && !isTimeZone(edit.time_zone)) {
        const errors = [{ pointer: '/time_zone', detail: 'must be a time zone, as Europe/Berlin' }];
        throw new ProblemError('invalid_request', undefined, { errors });
      }
      if (quiet_hours && quiet_hours.from === quiet_hours.to) {
        const errors = [
          { pointer: '/quiet_hours/to', detail: 'must differ from `from`: a pause is for the whole day' },
        ];
        throw new ProblemError('invalid_request', undefined, { errors });
      }
      const quiet =
        quiet_hours === undefined ? {} : { quiet_from: quiet_hours?.from ?? null, quiet_to: quiet_hours?.to ?? null };
      await updateAlertPreferences(database, scope, { ...edit, ...quiet });
      return present(scope);
    },

    async updateMyProjectAlerts({ params, body, scope }) {
      found(await updateProjectChoice(database, scope, params.project_id, body));
      return present(scope);
    },
  } satisfies Partial<Handlers>;
}
