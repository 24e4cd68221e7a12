import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';

export type SavedView = AnswerOf<RouteOf<'createSavedView'>>;

export const viewsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['views', organizationId],
    queryFn: async () => (await client.call('listSavedViews', { params: { organization_id: organizationId } })).data,
    staleTime: 60_000,
  });
