import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { settingsQuery, useChangeSettings, useProjectSettings } from './use-project-settings.ts';

export function RetentionPage() {
  const { project, isAdmin } = useProjectSettings();
  const settings = useQuery(settingsQuery(project.id));
  const change = useChangeSettings((form: FormData) => {
    const days = String(form.get('days'));
    return { retention_days: days === '' ? null : Number(days) };
  });
  return (
    <Page title={t('project_settings.retention')} lead={t('retention.text')}>
      <Loaded query={settings}>
        {({ retention_days, installation_retention_days }) => (
          <Panel title={t('retention.days')}>
            <Form
              submit={t('form.save')}
              error={change.error}
              busy={change.isPending}
              readOnly={!isAdmin}
              onSubmit={change.mutate}
            >
              <Field
                label={t('retention.field')}
                hint={t('retention.hint', { count: installation_retention_days })}
                name="days"
                type="number"
                min={1}
                max={installation_retention_days}
                defaultValue={retention_days ?? ''}
                mistake={mistakeIn(change.error, '/retention_days')}
              />
            </Form>
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}
