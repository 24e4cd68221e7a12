import { useSuspenseQuery } from '@tanstack/react-query';
import { notFound } from '@tanstack/react-router';
import { useOrganization } from '../../app/organization.ts';
import { projectsQuery } from './projects-query.ts';

/**
 * The project of a page whose address has its slug.
 * @throws notFound where there is none, or it is not theirs to see
 */
export function useProject(slug: string) {
  const organization = useOrganization();
  const { data: projects } = useSuspenseQuery(projectsQuery(organization?.id ?? ''));
  const project = projects.find((each) => each.slug === slug);
  if (!project) throw notFound();
  return project;
}
