import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';

export function SignInPage() {
  const { to = '/' } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => client.call('getSetup') });
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      client.signIn({ email: String(form.get('email')), password: String(form.get('password')) }),
    onSuccess: () => navigate({ href: to, replace: true }),
  });
  return (
    <CentredPage title={t('sign_in.title')}>
      {setup.data?.needs_setup && <Notice>{t('sign_in.needs_setup')}</Notice>}
      <Form submit={t('sign_in.submit')} error={signIn.error} busy={signIn.isPending} onSubmit={signIn.mutate}>
        <Field label={t('field.email')} name="email" type="email" autoComplete="username" required />
        <Field label={t('field.password')} name="password" type="password" autoComplete="current-password" required />
      </Form>
    </CentredPage>
  );
}
