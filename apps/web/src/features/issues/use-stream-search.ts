import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { projectsQuery } from '../projects/projects-query.ts';
import { withValues } from './query-terms.ts';
import { DEFAULT_QUERY, type StreamSearch } from './stream-search.ts';
import { viewsQuery } from './views-query.ts';

/**
 * What the address says, with the default view of the person where it says nothing.
 *
 *     ?project=id ─ projects read ─► its slug is a term of the search
 *     nothing ─ views read ─► the default view, else what is unresolved
 */
export function useStreamSearch(organizationId: string) {
  const given = useSearch({ from: '/signed-in/issues' });
  const navigate = useNavigate();
  const { data: projects } = useQuery(projectsQuery(organizationId));
  const { data: views = [], isPending } = useQuery(viewsQuery(organizationId));
  const preferred = given.query === undefined ? views.find(({ is_default }) => is_default) : undefined;
  const search: StreamSearch = preferred
    ? { ...given, query: preferred.query, sort: given.sort ?? preferred.sort, view: preferred.id }
    : given;
  const query = search.query ?? DEFAULT_QUERY;

  const go = (change: StreamSearch, resetScroll = true) =>
    void navigate({ to: '/issues', search: { ...search, query, ...change }, replace: true, resetScroll });

  const named = given.project === undefined ? undefined : projects?.find(({ id }) => id === given.project);
  useEffect(() => {
    if (!named) return;
    const narrowed = withValues(query, 'project', [named.slug]);
    void navigate({ to: '/issues', search: { ...given, query: narrowed, project: undefined }, replace: true });
  }, [named, query, given, navigate]);

  const isNarrowed = given.project === undefined || (projects !== undefined && !named);
  const isReady = isNarrowed && (given.query !== undefined || !isPending);
  return { search, query, views, projects, go, isReady };
}
