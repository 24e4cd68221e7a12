import { Link, useNavigate } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

export function TeamsPage() {
  const { params, keys, isAdmin } = useSettings();
  const teams = usePages(keys.teams, (cursor) => client.call('listTeams', { params, query: { cursor } }));
  return (
    <Page title={t('settings.teams')} lead={t('teams.text')}>
      {isAdmin && <NewTeam />}
      <Pages query={teams} empty={<EmptyState icon={UsersRound} title={t('teams.none')} text={t('teams.none_text')} />}>
        {(all) => (
          <Table label={t('settings.teams')} columns={[t('field.name'), t('teams.people'), t('nav.projects')]}>
            {all.map(({ id, name, member_count, project_count }) => (
              <tr key={id}>
                <td>
                  <Link to="/settings/teams/$teamId" params={{ teamId: id }}>
                    <bdi>{showUnseen(name)}</bdi>
                  </Link>
                </td>
                <td>{member_count}</td>
                <td>{project_count}</td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
    </Page>
  );
}

function NewTeam() {
  const { params, keys } = useSettings();
  const navigate = useNavigate();
  const create = useAct({
    run: (form: FormData) => client.call('createTeam', { params, body: { name: String(form.get('name')).trim() } }),
    said: ({ name }) => t('teams.created', { name }),
    changes: [keys.teams],
    showsError: true,
    onDone: ({ id }) => navigate({ to: '/settings/teams/$teamId', params: { teamId: id } }),
  });
  return (
    <Panel title={t('teams.new')}>
      <div className={styles.form}>
        <Form submit={t('teams.create')} error={create.error} busy={create.isPending} onSubmit={create.mutate}>
          <Field
            label={t('field.name')}
            name="name"
            required
            maxLength={200}
            mistake={mistakeIn(create.error, '/name')}
          />
        </Form>
      </div>
    </Panel>
  );
}
