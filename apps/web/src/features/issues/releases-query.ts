import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';

const MOST = 100;

/** Releases that were seen, the most frequent first: of one project, else of the latest issues of all. */
export const releasesQuery = (organizationId: string, projectId: string | undefined) =>
  queryOptions({
    queryKey: ['releases', organizationId, projectId ?? 'all'],
    queryFn: () => (projectId ? ofProject(projectId) : ofLatestIssues(organizationId)),
    staleTime: 60_000,
  });

async function ofProject(projectId: string): Promise<string[]> {
  const params = { project_id: projectId, key: 'release' };
  const { data } = await client.call('listProjectTagValues', { params, query: { limit: MOST } });
  return data.map(({ value }) => value);
}

async function ofLatestIssues(organizationId: string): Promise<string[]> {
  const params = { organization_id: organizationId };
  const { facets } = await client.call('getIssueFacets', { params, query: { query: '' } });
  return facets.find(({ key }) => key === 'release')?.values.map(({ value }) => value) ?? [];
}
