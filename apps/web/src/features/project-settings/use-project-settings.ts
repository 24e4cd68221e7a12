import { isAtLeast } from '@railguard/contract/role';
import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { queryOptions } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useOrganization } from '../../app/organization.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { useProject } from '../projects/use-project.ts';

/** The project whose settings are open, and whether the reader may change them. */
export function useProjectSettings() {
  const { slug = '' } = useParams({ strict: false });
  const project = useProject(slug);
  const organization = useOrganization();
  return {
    project,
    params: { project_id: project.id },
    isAdmin: organization !== undefined && isAtLeast(organization.role, 'admin'),
  };
}

export const settingsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project-settings', projectId],
    queryFn: () => client.call('getProjectSettings', { params: { project_id: projectId } }),
  });

/** Changes some of a project's settings; workers follow within a moment. */
export function useChangeSettings<Input>(
  toBody: (input: Input) => BodyOf<RouteOf<'updateProjectSettings'>>,
  said = t('project_settings.saved'),
) {
  const { params } = useProjectSettings();
  return useAct({
    run: (input: Input) => client.call('updateProjectSettings', { params, body: toBody(input) }),
    said,
    changes: [settingsQuery(params.project_id).queryKey, ['projects']],
    showsError: true,
  });
}
