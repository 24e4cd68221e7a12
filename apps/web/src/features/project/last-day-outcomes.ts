import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { DAY_MS } from '../../format/duration.ts';

/** What became of all that was sent to a project within a day. `heard` is another number where something was told of. */
export const lastDayOutcomes = (projectId: string, heard = 0) =>
  queryOptions({
    queryKey: ['outcomes', projectId, 'last-day', heard],
    queryFn: () =>
      client.call('getProjectOutcomes', {
        params: { project_id: projectId },
        query: { from: new Date(Date.now() - DAY_MS).toISOString() },
      }),
  });
