import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { mistakeIn } from '../../ui/form.tsx';
import { Switch } from '../../ui/switch.tsx';
import { SettingsPanel } from '../project-settings/settings-panel.tsx';
import { useChangeSettings, useProjectSettings } from '../project-settings/use-project-settings.ts';

const MOST_AN_HOUR = 1_000;

/** How many mails there may be, and how much they may say. */
export function MailSettings() {
  const { isAdmin } = useProjectSettings();
  const change = useChangeSettings(
    (form: FormData) => ({
      alerts: { mails_per_hour: Number(form.get('mails_per_hour')), include_details: form.has('include_details') },
    }),
    t('said.saved'),
  );
  return (
    <SettingsPanel heading={t('alerts.mails')} change={change} onSave={change.mutate}>
      {({ alerts }) => (
        <>
          {!isAdmin && <p>{t('project_settings.read_only')}</p>}
          <Field
            label={t('alerts.per_hour')}
            hint={t('alerts.per_hour_hint')}
            name="mails_per_hour"
            type="number"
            min={1}
            max={MOST_AN_HOUR}
            required
            defaultValue={alerts.mails_per_hour}
            mistake={mistakeIn(change.error, '/alerts/mails_per_hour')}
          />
          <Switch
            label={t('alerts.details')}
            hint={t('alerts.details_hint')}
            name="include_details"
            defaultChecked={alerts.include_details}
          />
        </>
      )}
    </SettingsPanel>
  );
}
