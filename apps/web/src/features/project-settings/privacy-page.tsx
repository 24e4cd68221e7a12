import { t } from '../../text/whole.ts';
import { Switch } from '../../ui/switch.tsx';
import { linesOf } from './lines-of.ts';
import { PatternsField } from './patterns-field.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useChangeSettings } from './use-project-settings.ts';

/** What is taken out of events before anything is stored. */
export function PrivacyPage() {
  const change = useChangeSettings((form: FormData) => ({
    scrub: {
      extra_keys: linesOf(form.get('extra_keys')),
      safe_keys: linesOf(form.get('safe_keys')),
      scrub_ip_addresses: form.has('scrub_ip_addresses'),
    },
  }));
  return (
    <SettingsForm
      title={t('project_settings.privacy')}
      lead={t('privacy.text')}
      heading={t('privacy.rules')}
      change={change}
      onSave={change.mutate}
    >
      {({ scrub }) => (
        <>
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
        </>
      )}
    </SettingsForm>
  );
}
