import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './settings.module.css';
import { TeamPeople } from './team-people.tsx';
import { TeamProjects } from './team-projects.tsx';
import { useSettings } from './use-settings.ts';

export function TeamPage() {
  const { teamId = '' } = useParams({ strict: false });
  const { params, keys, isAdmin } = useSettings();
  const about = { ...params, team_id: teamId };
  const team = useQuery({
    queryKey: [...keys.teams, teamId],
    queryFn: () => client.call('getTeam', { params: about }),
  });
  return (
    <Loaded isPage query={team}>
      {({ name }) => (
        <Page title={name}>
          <TeamPeople teamId={teamId} />
          <TeamProjects teamId={teamId} />
          {isAdmin && <Rename teamId={teamId} name={name} />}
          {isAdmin && (
            <Panel title={t('danger.title')}>
              <DeleteTeam teamId={teamId} name={name} />
            </Panel>
          )}
        </Page>
      )}
    </Loaded>
  );
}

function Rename({ teamId, name }: { teamId: string; name: string }) {
  const { params, keys } = useSettings();
  const rename = useAct({
    run: (form: FormData) =>
      client.call('updateTeam', {
        params: { ...params, team_id: teamId },
        body: { name: String(form.get('name')).trim() },
      }),
    said: t('said.saved'),
    changes: [keys.teams, keys.members],
    showsError: true,
  });
  return (
    <Panel title={t('teams.rename')}>
      <div className={styles.form}>
        <Form submit={t('form.save')} error={rename.error} busy={rename.isPending} onSubmit={rename.mutate}>
          <Field
            label={t('field.name')}
            name="name"
            defaultValue={name}
            required
            maxLength={200}
            mistake={mistakeIn(rename.error, '/name')}
          />
        </Form>
      </div>
    </Panel>
  );
}

function DeleteTeam({ teamId, name }: { teamId: string; name: string }) {
  const { params, keys } = useSettings();
  const navigate = useNavigate();
  const remove = useAct({
    run: () => client.call('deleteTeam', { params: { ...params, team_id: teamId } }),
    said: t('teams.deleted', { name }),
    changes: [keys.teams, keys.members],
    showsError: true,
    onDone: () => navigate({ to: '/settings/teams' }),
  });
  return (
    <>
      <p>{t('teams.delete_text')}</p>
      <ConfirmButton
        kind="danger"
        action={t('teams.delete')}
        title={t('teams.delete_title', { name })}
        text={t('teams.delete_text')}
        act={remove}
      />
    </>
  );
}
