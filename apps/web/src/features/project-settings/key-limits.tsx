import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import type { ProjectKey } from './key-panel.tsx';
import styles from './project-settings.module.css';
import { useProjectSettings } from './use-project-settings.ts';

/** How much may be sent with a key; an empty field is no limit. */
export function KeyLimits({ projectKey: key }: { projectKey: ProjectKey }) {
  const { project, params } = useProjectSettings();
  const change = useAct({
    run: (form: FormData) =>
      client.call('updateProjectKey', {
        params: { ...params, key_id: key.id },
        body: {
          label: String(form.get('label')).trim(),
          rate_limit_per_minute: numberOf(form.get('rate_limit')),
          quota_per_day: numberOf(form.get('quota')),
        },
      }),
    said: t('said.saved'),
    changes: [['project-keys', project.id]],
    showsError: true,
  });
  return (
    <details className={styles.more}>
      <summary>{t('keys_page.limits')}</summary>
      <Form submit={t('form.save')} error={change.error} busy={change.isPending} onSubmit={change.mutate}>
        <Field
          label={t('keys_page.label')}
          name="label"
          defaultValue={key.label}
          required
          maxLength={200}
          mistake={mistakeIn(change.error, '/label')}
        />
        <Field
          label={t('keys_page.rate_limit')}
          hint={t('keys_page.no_limit')}
          name="rate_limit"
          type="number"
          min={1}
          defaultValue={key.rate_limit_per_minute ?? ''}
          mistake={mistakeIn(change.error, '/rate_limit_per_minute')}
        />
        <Field
          label={t('keys_page.quota')}
          hint={t('keys_page.no_limit')}
          name="quota"
          type="number"
          min={1}
          defaultValue={key.quota_per_day ?? ''}
          mistake={mistakeIn(change.error, '/quota_per_day')}
        />
      </Form>
    </details>
  );
}

function numberOf(text: FormDataEntryValue | null): number | null {
  return text === null || text === '' ? null : Number(text);
}
