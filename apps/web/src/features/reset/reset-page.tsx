import { ApiError } from '@railguard/client/api-error';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';

/** Where a link to a new password leads. */
export function ResetPage() {
  const { token = '' } = useParams({ strict: false });
  const reset = useMutation({
    mutationFn: (form: FormData) =>
      client.call('resetPassword', { body: { token, password: String(form.get('password')) } }),
  });
  if (reset.isSuccess) {
    return (
      <CentredPage title={t('reset.done.title')} text={t('reset.done.text')}>
        <Link to="/login">{t('sign_in.submit')}</Link>
      </CentredPage>
    );
  }
  if (reset.error instanceof ApiError && reset.error.code === 'invalid_reset_token') {
    return (
      <CentredPage title={t('reset.expired.title')} text={t('reset.expired.text')}>
        <Link to="/reset">{t('reset.again')}</Link>
      </CentredPage>
    );
  }
  return (
    <CentredPage title={t('reset.title')} text={t('reset.text')}>
      <Form submit={t('reset.submit')} error={reset.error} busy={reset.isPending} onSubmit={reset.mutate}>
        <NewPasswordField label={t('reset.field')} mistake={mistakeIn(reset.error, '/password')} />
      </Form>
    </CentredPage>
  );
}
