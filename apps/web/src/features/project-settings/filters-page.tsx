import { t } from '../../text/whole.ts';
import { Switch } from '../../ui/switch.tsx';
import { linesOf } from './lines-of.ts';
import { PatternsField } from './patterns-field.tsx';
import styles from './project-settings.module.css';
import { SettingsForm } from './settings-form.tsx';
import { useChangeSettings } from './use-project-settings.ts';

const SWITCHES = ['localhost', 'legacy_browsers', 'web_crawlers', 'browser_extensions'] as const;

/** Which events are not worth keeping. */
export function FiltersPage() {
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
    <SettingsForm
      title={t('project_settings.filters')}
      lead={t('filters.text')}
      heading={t('filters.rules')}
      change={change}
      onSave={change.mutate}
    >
      {({ filters }) => (
        <>
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
        </>
      )}
    </SettingsForm>
  );
}
