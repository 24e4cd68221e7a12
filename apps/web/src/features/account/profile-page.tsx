import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../app/me.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { say } from '../../ui/toasts.ts';

export function ProfilePage() {
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Page title={t('account.profile')}>
      <Panel title={t('account.you')}>
        <ProfileForm email={me.email} name={me.name} />
      </Panel>
      <Panel title={t('account.organizations')}>
        {me.organizations.length === 0 ? (
          <p>{t('issues.no_organization.text')}</p>
        ) : (
          <Table label={t('account.organizations')} columns={[t('field.name'), t('field.role'), '']}>
            {me.organizations.map((organization) => (
              <tr key={organization.id}>
                <td>
                  <bdi>{showUnseen(organization.name)}</bdi>
                </td>
                <td>{t(`role.${organization.role}`)}</td>
                <td>
                  <Leave organization={organization} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Panel>
    </Page>
  );
}

function ProfileForm({ email, name }: { email: string; name: string }) {
  const queries = useQueryClient();
  const [newEmail, setNewEmail] = useState(email);
  const isOther = newEmail.trim().toLowerCase() !== email.toLowerCase();
  const change = useMutation({
    mutationFn: (form: FormData) =>
      client.call('updateMe', {
        body: {
          name: String(form.get('name')).trim(),
          ...(isOther ? { email: newEmail.trim(), current_password: String(form.get('current_password')) } : {}),
        },
      }),
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me);
      say(t('said.saved'));
    },
  });
  return (
    <Form submit={t('form.save')} error={change.error} busy={change.isPending} onSubmit={change.mutate}>
      <Field
        label={t('field.name')}
        name="name"
        autoComplete="name"
        defaultValue={name}
        maxLength={200}
        mistake={mistakeIn(change.error, '/name')}
      />
      <Field
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="email"
        required
        value={newEmail}
        onChange={(event) => setNewEmail(event.target.value)}
        mistake={mistakeIn(change.error, '/email')}
      />
      {isOther && (
        <Field
          label={t('field.current_password')}
          hint={t('account.email_hint')}
          name="current_password"
          type="password"
          autoComplete="current-password"
          required
          mistake={mistakeIn(change.error, '/current_password')}
        />
      )}
    </Form>
  );
}

function Leave({ organization: { id, name } }: { organization: { id: string; name: string } }) {
  const leave = useAct({
    run: () => client.call('leaveOrganization', { params: { organization_id: id } }),
    said: t('account.left', { name }),
    changes: [[]],
    showsError: true,
  });
  return (
    <ConfirmButton
      action={t('account.leave')}
      title={t('account.leave_title', { name })}
      text={t('account.leave_text')}
      act={leave}
    />
  );
}
