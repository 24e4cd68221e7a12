import { isAtLeast } from '@railguard/contract/role';
import { useOrganization } from '../../app/organization.ts';
import { useProjectSettings } from '../project-settings/use-project-settings.ts';

/** The project whose alerts are open, and whether the reader may change its rules. */
export function useAlerts() {
  const { project, params } = useProjectSettings();
  const organization = useOrganization();
  return {
    project,
    params,
    slug: { slug: project.slug },
    mayChange: organization !== undefined && isAtLeast(organization.role, 'member'),
  };
}
