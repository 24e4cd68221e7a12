import { ApiError } from '@railguard/client/api-error';
import { queryOptions } from '@tanstack/react-query';
import { everyPage } from '../../app/every-page.ts';
import { client } from '../../app/session.ts';

export const rulesQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['alert-rules', projectId],
    queryFn: async () => (await client.call('listAlertRules', { params: { project_id: projectId } })).data,
  });

export const ruleQuery = (projectId: string, ruleId: string) =>
  queryOptions({
    queryKey: ['alert-rules', projectId, ruleId],
    queryFn: () => client.call('getAlertRule', { params: { project_id: projectId, rule_id: ruleId } }),
  });

/** At first a mail is a matter of seconds; one that has to be tried again takes its time. */
const SOON_MS = 1_000;
const LATER_MS = 15_000;
const SOON_TIMES = 10;

/** One alert, asked for until it is known what became of it. */
export const alertQuery = (projectId: string, alertId: string) =>
  queryOptions({
    queryKey: ['alerts', projectId, 'one', alertId],
    queryFn: () => client.call('getAlert', { params: { project_id: projectId, alert_id: alertId } }),
    refetchInterval: ({ state: { data, error, dataUpdateCount, errorUpdateCount } }) => {
      if ((data && data.state !== 'sending') || isRefusal(error)) return false;
      return dataUpdateCount + errorUpdateCount < SOON_TIMES ? SOON_MS : LATER_MS;
    },
  });

/** Asking again would be answered the same. */
function isRefusal(error: Error | null): boolean {
  return error instanceof ApiError && error.status < 500;
}

/** Everybody: a rule names people by their id alone. */
export const everyMemberQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['members', organizationId, 'all'],
    queryFn: () =>
      everyPage((page) => client.call('listMembers', { params: { organization_id: organizationId }, query: page })),
    staleTime: 60_000,
  });

export const everyTeamQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['teams', organizationId, 'all'],
    queryFn: () =>
      everyPage((page) => client.call('listTeams', { params: { organization_id: organizationId }, query: page })),
    staleTime: 60_000,
  });
