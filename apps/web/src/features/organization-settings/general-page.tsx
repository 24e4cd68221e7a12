import { useNavigate } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useSettings } from './use-settings.ts';

export function GeneralPage() {
  const { organization, params, isAdmin, isOwner } = useSettings();
  const change = useAct({
    run: (form: FormData) =>
      client.call('updateOrganization', {
        params,
        body: { name: String(form.get('name')).trim(), slug: String(form.get('slug')).trim() },
      }),
    said: t('said.saved'),
    changes: [['me']],
    showsError: true,
  });
  const { name, slug, role } = organization;
  return (
    <Page title={t('settings.general')}>
      <Panel title={t('field.organization')}>
        {isAdmin ? (
          <Form submit={t('form.save')} error={change.error} busy={change.isPending} onSubmit={change.mutate}>
            <Field
              label={t('field.name')}
              name="name"
              defaultValue={name}
              required
              maxLength={200}
              mistake={mistakeIn(change.error, '/name')}
            />
            <Field
              label={t('field.slug')}
              hint={t('settings.slug_hint')}
              name="slug"
              defaultValue={slug}
              required
              maxLength={50}
              mistake={mistakeIn(change.error, '/slug')}
            />
          </Form>
        ) : (
          <Facts facts={{ [t('field.name')]: name, [t('field.slug')]: slug, [t('field.role')]: t(`role.${role}`) }} />
        )}
      </Panel>
      {isOwner && (
        <Panel title={t('danger.title')}>
          <DeleteOrganization />
        </Panel>
      )}
    </Page>
  );
}

function DeleteOrganization() {
  const { organization, params } = useSettings();
  const navigate = useNavigate();
  const remove = useAct({
    run: () => client.call('deleteOrganization', { params, query: { confirm: organization.slug } }),
    said: t('settings.deleted', { name: organization.name }),
    changes: [[]],
    showsError: true,
    onDone: () => navigate({ to: '/' }),
  });
  return (
    <>
      <p>{t('settings.delete_text')}</p>
      <ConfirmButton
        kind="danger"
        action={t('settings.delete')}
        title={t('settings.delete_title', { name: organization.name })}
        text={t('settings.delete_text')}
        typed={organization.slug}
        act={remove}
      />
    </>
  );
}
