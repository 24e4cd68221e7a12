import { ApiError } from '@railguard/client/api-error';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './sign-in-page.module.css';

export function SignInPage() {
  const { to = '/' } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      client.signIn({ email: String(form.get('email')), password: String(form.get('password')) }),
    onSuccess: () => navigate({ href: to, replace: true }),
  });
  return (
    <main className={styles.page}>
      <img className={styles.mark} src="/favicon.svg" alt="" />
      <h1>{t('sign_in.title')}</h1>
      <form className={styles.card} action={(form) => signIn.mutate(form)}>
        {signIn.error && <Notice kind="bad">{sentenceOf(signIn.error)}</Notice>}
        <Field label={t('sign_in.email')} name="email" type="email" autoComplete="username" required autoFocus />
        <Field label={t('sign_in.password')} name="password" type="password" autoComplete="current-password" required />
        <Button type="submit" kind="primary" large busy={signIn.isPending}>
          {t('sign_in.submit')}
        </Button>
      </form>
    </main>
  );
}

function sentenceOf(error: Error): string {
  return error instanceof ApiError ? error.message : t('error.offline');
}
