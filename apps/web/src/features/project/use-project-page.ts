import { useParams } from '@tanstack/react-router';
import { useProject } from '../projects/use-project.ts';

/** The project that the page is about. */
export function useProjectPage() {
  const { slug = '' } = useParams({ strict: false });
  const project = useProject(slug);
  return { project, params: { project_id: project.id } };
}
