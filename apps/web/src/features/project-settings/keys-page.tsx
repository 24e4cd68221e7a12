import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KeyPanel } from './key-panel.tsx';
import { useProjectSettings } from './use-project-settings.ts';

/** What applications send with. */
export function KeysPage() {
  const { project, params, isAdmin } = useProjectSettings();
  const keys = usePages(['project-keys', project.id], (cursor) =>
    client.call('listProjectKeys', { params, query: { cursor } }),
  );
  return (
    <Page title={t('project_settings.keys')} lead={t('keys_page.text')}>
      <Pages query={keys}>{(all) => all.map((key) => <KeyPanel key={key.id} projectKey={key} />)}</Pages>
      {isAdmin && <NewKey />}
    </Page>
  );
}

function NewKey() {
  const { project, params } = useProjectSettings();
  const create = useAct({
    run: (form: FormData) =>
      client.call('createProjectKey', { params, body: { label: String(form.get('label')).trim() } }),
    said: t('keys_page.created'),
    changes: [['project-keys', project.id], ['projects']],
    showsError: true,
  });
  return (
    <Panel title={t('keys_page.new')}>
      <Form submit={t('keys_page.create')} error={create.error} busy={create.isPending} onSubmit={create.mutate}>
        <Field
          label={t('keys_page.label')}
          hint={t('keys_page.label_hint')}
          name="label"
          required
          maxLength={200}
          mistake={mistakeIn(create.error, '/label')}
        />
      </Form>
    </Panel>
  );
}
