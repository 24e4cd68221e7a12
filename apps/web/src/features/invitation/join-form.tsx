import { ApiError } from '@railguard/client/api-error';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAccept } from './use-accept.ts';

/** For whoever has no account yet: it is opened with the invited address. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const accept = useAccept(token);
  const isTaken = accept.error instanceof ApiError && accept.error.code === 'conflict';
  return (
    <>
      {isTaken && <Notice kind="bad">{t('invite.taken')}</Notice>}
      <Form
        submit={t('invite.create')}
        error={isTaken ? null : accept.error}
        busy={accept.isPending}
        onSubmit={(form) =>
          accept.mutate({ name: String(form.get('name')).trim(), password: String(form.get('password')) })
        }
      >
        <Field label={t('field.email')} name="email" type="email" autoComplete="username" value={email} readOnly />
        <Field
          label={t('field.name_optional')}
          name="name"
          autoComplete="name"
          mistake={mistakeIn(accept.error, '/name')}
        />
        <NewPasswordField mistake={mistakeIn(accept.error, '/password')} />
      </Form>
      <Link to="/login" search={{ to: `/invite/${token}` }}>
        {t('invite.have_account')}
      </Link>
    </>
  );
}
