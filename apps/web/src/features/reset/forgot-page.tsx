import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instanceQuery } from '../../app/instance.ts';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Asks for a link to a new password. It says the same whether there is such an account or not. */
export function ForgotPage() {
  const instance = useQuery(instanceQuery);
  const ask = useMutation({
    mutationFn: async (form: FormData) => {
      const email = String(form.get('email')).trim();
      await client.call('forgotPassword', { body: { email } });
      return email;
    },
  });
  const back = <Link to="/login">{t('forgot.back')}</Link>;
  if (ask.data !== undefined) {
    return (
      <CentredPage title={t('forgot.sent.title')} text={t('forgot.sent.text', { email: ask.data })}>
        {back}
      </CentredPage>
    );
  }
  return (
    <CentredPage title={t('forgot.title')} text={t('forgot.text')}>
      {instance.data && !instance.data.mail_configured && <Notice>{t('forgot.no_mail')}</Notice>}
      <Form submit={t('forgot.submit')} error={ask.error} busy={ask.isPending} onSubmit={ask.mutate}>
        <Field
          label={t('field.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          mistake={mistakeIn(ask.error, '/email')}
        />
      </Form>
      {back}
    </CentredPage>
  );
}
