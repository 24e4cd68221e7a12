import type { AnswerOf, BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';

export type AlertPreferences = AnswerOf<RouteOf<'getMyAlertPreferences'>>;
export type ProjectChoice = AlertPreferences['projects'][number];

export const preferencesQuery = queryOptions({
  queryKey: ['me', 'alert-preferences'],
  queryFn: () => client.call('getMyAlertPreferences'),
});

/** Changes what counts for all projects. Its caller shows what the server refuses. */
export function useChangePreferences(said: string | ((answer: AlertPreferences) => string), showsError = false) {
  const queries = useQueryClient();
  return useAct({
    run: (body: BodyOf<RouteOf<'updateMyAlertPreferences'>>) => client.call('updateMyAlertPreferences', { body }),
    said,
    showsError,
    onDone: (answer) => queries.setQueryData(preferencesQuery.queryKey, answer),
  });
}

/** Changes what one project tells of. */
export function useChangeChoice(projectId: string, said: string) {
  const queries = useQueryClient();
  return useAct({
    run: (body: BodyOf<RouteOf<'updateMyProjectAlerts'>>) =>
      client.call('updateMyProjectAlerts', { params: { project_id: projectId }, body }),
    said,
    onDone: (answer) => queries.setQueryData(preferencesQuery.queryKey, answer),
  });
}
