import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { mistakeIn } from '../../ui/form.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useChangeSettings } from './use-project-settings.ts';

export function RetentionPage() {
  const change = useChangeSettings((form: FormData) => {
    const days = String(form.get('days'));
    return { retention_days: days === '' ? null : Number(days) };
  });
  return (
    <SettingsForm
      title={t('project_settings.retention')}
      lead={t('retention.text')}
      heading={t('retention.days')}
      change={change}
      onSave={change.mutate}
    >
      {({ retention_days, installation_retention_days }) => (
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
      )}
    </SettingsForm>
  );
}
