import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/text.ts';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { linesOf } from './lines-of.ts';
import { PatternsField } from './patterns-field.tsx';
import { settingsQuery, useChangeSettings, useProjectSettings } from './use-project-settings.ts';

/** What is taken out of events before anything is stored. */
export function PrivacyPage() {
  const { project, isAdmin } = useProjectSettings();
  const settings = useQuery(settingsQuery(project.id));
  const change = useChangeSettings((form: FormData) => ({
    scrub: {
      extra_keys: linesOf(form.get('extra_keys')),
      safe_keys: linesOf(form.get('safe_keys')),
      scrub_ip_addresses: form.has('scrub_ip_addresses'),
    },
  }));
  return (
    <Page title={t('project_settings.privacy')} lead={t('privacy.text')}>
      <Loaded query={settings}>
        {({ scrub }) => (
          <Panel title={t('privacy.rules')}>
            <Form
              submit={t('form.save')}
              error={change.error}
              busy={change.isPending}
              readOnly={!isAdmin}
              onSubmit={change.mutate}
            >
              <PatternsField
                label={t('privacy.extra_keys')}
                hint={t('privacy.extra_keys_hint')}
                name="extra_keys"
                values={scrub.extra_keys}
                error={change.error}
                pointer="/scrub/extra_keys"
              />
              <PatternsField
                label={t('privacy.safe_keys')}
                hint={t('privacy.safe_keys_hint')}
                name="safe_keys"
                values={scrub.safe_keys}
                error={change.error}
                pointer="/scrub/safe_keys"
              />
              <Switch
                label={t('privacy.addresses')}
                hint={t('privacy.addresses_hint')}
                name="scrub_ip_addresses"
                defaultChecked={scrub.scrub_ip_addresses}
              />
            </Form>
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}
