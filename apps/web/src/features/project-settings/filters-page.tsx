import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/text.ts';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { linesOf } from './lines-of.ts';
import { PatternsField } from './patterns-field.tsx';
import styles from './project-settings.module.css';
import { settingsQuery, useChangeSettings, useProjectSettings } from './use-project-settings.ts';

const SWITCHES = ['localhost', 'legacy_browsers', 'web_crawlers', 'browser_extensions'] as const;

/** Which events are not worth keeping. */
export function FiltersPage() {
  const { project, isAdmin } = useProjectSettings();
  const settings = useQuery(settingsQuery(project.id));
  const change = useChangeSettings((form: FormData) => ({
    filters: {
      messages: linesOf(form.get('messages')),
      releases: linesOf(form.get('releases')),
      localhost: form.has('localhost'),
      legacy_browsers: form.has('legacy_browsers'),
      web_crawlers: form.has('web_crawlers'),
      browser_extensions: form.has('browser_extensions'),
    },
  }));
  return (
    <Page title={t('project_settings.filters')} lead={t('filters.text')}>
      <Loaded query={settings}>
        {({ filters }) => (
          <Panel title={t('filters.rules')}>
            <Form
              submit={t('form.save')}
              error={change.error}
              busy={change.isPending}
              readOnly={!isAdmin}
              onSubmit={change.mutate}
            >
              <div className={styles.switches}>
                {SWITCHES.map((name) => (
                  <Switch
                    key={name}
                    label={t(`filters.${name}`)}
                    hint={t(`filters.${name}_hint`)}
                    name={name}
                    defaultChecked={filters[name]}
                  />
                ))}
              </div>
              <PatternsField
                label={t('filters.messages')}
                hint={t('filters.messages_hint')}
                name="messages"
                values={filters.messages}
                error={change.error}
                pointer="/filters/messages"
              />
              <PatternsField
                label={t('filters.releases')}
                hint={t('filters.releases_hint')}
                name="releases"
                values={filters.releases}
                error={change.error}
                pointer="/filters/releases"
              />
            </Form>
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}
