import { useQuery } from '@tanstack/react-query';
import { everyPage } from '../../app/every-page.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { projectsQuery } from '../projects/projects-query.ts';
import { BelongingPanel } from './belonging.tsx';
import { useSettings } from './use-settings.ts';

export function TeamProjects({ teamId }: { teamId: string }) {
  const { organization, params, keys, isAdmin } = useSettings();
  const about = { ...params, team_id: teamId };
  const projects = useQuery({
    queryKey: [...keys.teams, teamId, 'projects'],
    queryFn: () => everyPage((page) => client.call('listTeamProjects', { params: about, query: page })),
  });
  const all = useQuery(projectsQuery(organization.id));
  const act = { said: t('said.saved'), changes: [keys.teams] };
  const add = useAct({
    ...act,
    run: (project_id: string) => client.call('addTeamProject', { params: { ...about, project_id } }),
  });
  const remove = useAct({
    ...act,
    run: (project_id: string) => client.call('removeTeamProject', { params: { ...about, project_id } }),
  });
  const ofTeam = new Set(projects.data?.map(({ id }) => id));
  const name = ({ id, name }: { id: string; name: string }) => ({ id, label: name });
  return (
    <BelongingPanel
      title={t('teams.projects')}
      belonging={(projects.data ?? []).map(name)}
      others={(all.data ?? []).filter(({ id }) => !ofTeam.has(id)).map(name)}
      mayChange={isAdmin}
      add={t('teams.add_project')}
      none={t('teams.no_projects')}
      onAdd={add.mutate}
      onRemove={remove.mutate}
    />
  );
}
