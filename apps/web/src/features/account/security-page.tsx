import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { meQuery } from '../../app/me.ts';
import { client } from '../../app/session.ts';
import { t } from '../../text/whole.ts';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { say } from '../../ui/toasts.ts';
import { CurrentPasswordField } from './current-password-field.tsx';
import { SecondFactor } from './second-factor.tsx';

export function SecurityPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Page title={t('account.security')}>
      <Panel title={t('field.password')}>
        {me.has_password ? <PasswordForm /> : <p>{t('account.no_password')}</p>}
      </Panel>
      {me.has_password && (
        <Panel title={t('totp.title')}>
          <SecondFactor isEnabled={me.totp_enabled} />
        </Panel>
      )}
    </Page>
  );
}

function PasswordForm() {
  const box = useRef<HTMLDivElement>(null);
  const change = useMutation({
    mutationFn: (form: FormData) =>
      client.call('changePassword', {
        body: { current_password: String(form.get('current_password')), password: String(form.get('password')) },
      }),
    onSuccess: () => {
      box.current?.querySelector('form')?.reset();
      say(t('account.password_changed'));
    },
  });
  return (
    <div ref={box}>
      <p>{t('account.password_text')}</p>
      <Form submit={t('account.password_change')} error={change.error} busy={change.isPending} onSubmit={change.mutate}>
        <CurrentPasswordField error={change.error} />
        <NewPasswordField label={t('reset.field')} mistake={mistakeIn(change.error, '/password')} />
      </Form>
    </div>
  );
}
