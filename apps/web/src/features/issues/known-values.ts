import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { projectsQuery } from '../projects/projects-query.ts';
import { membersQuery } from './people-query.ts';
import { valuesOf } from './query-terms.ts';
import { closedValues, type KnownValue, unfinished } from './suggest.ts';

/** Suggestions come from so many projects at most: those that the search names, else the first. */
const MOST_PROJECTS = 3;
const MOST_VALUES = 8;

/** Keys of the tags of some projects. */
export const tagsQuery = (projectIds: string[]) =>
  queryOptions({
    queryKey: ['tags', projectIds],
    queryFn: async () => {
      const query = { limit: 100 };
      const pages = await Promise.all(
        projectIds.map((project_id) => client.call('listProjectTags', { params: { project_id }, query })),
      );
      return [...new Set(pages.flatMap(({ data }) => data.map(({ key }) => key)))];
    },
    staleTime: 60_000,
  });

/** Values of a tag that begin so, the most frequent first. */
export const valuesQuery = (projectIds: string[], key: string, prefix: string) =>
  queryOptions({
    queryKey: ['tags', projectIds, key, prefix],
    queryFn: async () => {
      const query = { prefix, limit: MOST_VALUES };
      const pages = await Promise.all(
        projectIds.map((project_id) => client.call('listProjectTagValues', { params: { project_id, key }, query })),
      );
      return summed(pages.flatMap(({ data }) => data));
    },
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** What may stand at the end of a text, as far as the server knows: tags, and the values of the key that is written. */
export function useKnown(organizationId: string, typed: string, isOpen: boolean) {
  const { key, begun } = unfinished(typed);
  const { data: projects = [] } = useQuery(projectsQuery(organizationId));
  const named = valuesOf(typed, 'project');
  const searched = projects.filter(({ slug }) => named.length === 0 || named.includes(slug)).slice(0, MOST_PROJECTS);
  const ids = searched.map(({ id }) => id);
  const isPeople = key === 'assigned';
  const isTag = key !== undefined && key !== '' && !closedValues(key) && !isPeople && key !== 'project';
  const { data: tags } = useQuery({ ...tagsQuery(ids), enabled: isOpen && ids.length > 0 });
  const { data: values } = useQuery({
    ...valuesQuery(ids, key ?? '', begun),
    enabled: isOpen && isTag && ids.length > 0,
  });
  const { data: members } = useQuery({ ...membersQuery(organizationId), enabled: isOpen && isPeople });
  return { tags: tags ?? [], values: known() };

  function known(): KnownValue[] {
    if (key === 'project') return projects.map(({ slug }) => ({ value: slug }));
    if (isPeople) return ['me', 'none', ...(members ?? []).map(({ email }) => email)].map((value) => ({ value }));
    return isTag ? (values ?? []) : [];
  }
}

function summed(rows: { value: string; issue_count: number }[]): KnownValue[] {
  const counts = new Map<string, number>();
  for (const { value, issue_count } of rows) counts.set(value, (counts.get(value) ?? 0) + issue_count);
  const all = [...counts].map(([value, count]) => ({ value, count }));
  return all.sort((a, b) => b.count - a.count).slice(0, MOST_VALUES);
}
