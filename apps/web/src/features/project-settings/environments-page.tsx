import { Boxes } from 'lucide-react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { useProjectSettings } from './use-project-settings.ts';

export function EnvironmentsPage() {
  const { project, params, isAdmin } = useProjectSettings();
  const key = ['environments', project.id];
  const environments = usePages(key, (cursor) => client.call('listEnvironments', { params, query: { cursor } }));
  const turn = useAct({
    run: ({ name, is_hidden }: { name: string; is_hidden: boolean }) =>
      client.call('updateEnvironment', { params: { ...params, environment: name }, body: { is_hidden } }),
    said: ({ is_hidden, name }) => t(is_hidden ? 'environments.now_hidden' : 'environments.now_shown', { name }),
    changes: [key],
  });
  return (
    <Page title={t('project_settings.environments')} lead={t('environments.text')}>
      <Pages
        query={environments}
        empty={<EmptyState icon={Boxes} title={t('environments.none')} text={t('environments.none_text')} />}
      >
        {(all) => (
          <Table
            label={t('project_settings.environments')}
            columns={[t('field.name'), t('environments.first'), t('environments.last'), '']}
          >
            {all.map(({ name, first_seen, last_seen, is_hidden }) => (
              <tr key={name}>
                <td>
                  <bdi>{showUnseen(name)}</bdi> {is_hidden && <Badge>{t('environments.hidden')}</Badge>}
                </td>
                <td>
                  <Time at={first_seen} />
                </td>
                <td>
                  <Time at={last_seen} />
                </td>
                <td>
                  {isAdmin && (
                    <Button busy={turn.isPending} onClick={() => turn.mutate({ name, is_hidden: !is_hidden })}>
                      {t(is_hidden ? 'environments.show' : 'environments.hide')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
    </Page>
  );
}
