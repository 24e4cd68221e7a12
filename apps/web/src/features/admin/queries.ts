import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';

/** While somebody looks; the browser pauses it in the background. */
const LOOK_EVERY_MS = 5_000;

export const queueQuery = queryOptions({
  queryKey: ['installation', 'queue'],
  queryFn: () => client.call('getQueueStatus'),
  refetchInterval: LOOK_EVERY_MS,
});

export const storageQuery = queryOptions({
  queryKey: ['installation', 'storage'],
  queryFn: () => client.call('getStorage'),
});

export interface Readiness {
  status: string;
  checks: Record<string, string>;
}

/** Answered with 503 where something is down, which is an answer too. */
export const readinessQuery = queryOptions({
  queryKey: ['installation', 'readiness'],
  queryFn: async (): Promise<Readiness> => (await fetch('/readyz')).json(),
  refetchInterval: LOOK_EVERY_MS,
});
