import { useQuery } from '@tanstack/react-query';
import { everyPage } from '../../app/every-page.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { BelongingPanel } from './belonging.tsx';
import { nameOf } from './member-row.tsx';
import { useSettings } from './use-settings.ts';

export function TeamPeople({ teamId }: { teamId: string }) {
  const { params, keys, isAdmin } = useSettings();
  const about = { ...params, team_id: teamId };
  const people = useQuery({
    queryKey: [...keys.teams, teamId, 'people'],
    queryFn: () => everyPage((page) => client.call('listTeamMembers', { params: about, query: page })),
  });
  const everybody = useQuery({
    queryKey: [...keys.members, 'all'],
    queryFn: () => everyPage((page) => client.call('listMembers', { params, query: page })),
    enabled: isAdmin,
  });
  const act = { said: t('said.saved'), changes: [keys.teams, keys.members] };
  const add = useAct({
    ...act,
    run: (user_id: string) => client.call('addTeamMember', { params: { ...about, user_id } }),
  });
  const remove = useAct({
    ...act,
    run: (user_id: string) => client.call('removeTeamMember', { params: { ...about, user_id } }),
  });
  const inTeam = new Set(people.data?.map(({ id }) => id));
  return (
    <BelongingPanel
      title={t('teams.people')}
      belonging={(people.data ?? []).map((person) => ({ id: person.id, label: nameOf(person) }))}
      others={(everybody.data ?? [])
        .filter(({ id }) => !inTeam.has(id))
        .map((person) => ({ id: person.id, label: nameOf(person) }))}
      mayChange={isAdmin}
      add={t('teams.add_person')}
      none={t('teams.nobody')}
      onAdd={add.mutate}
      onRemove={remove.mutate}
    />
  );
}
