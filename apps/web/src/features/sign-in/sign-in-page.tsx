import { ApiError } from '@railguard/client/api-error';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { instanceQuery } from '../../app/instance.ts';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { wordOidcError } from './oidc-error.ts';
import styles from './sign-in-page.module.css';

const ASK_FOR_CODE = new Set(['second_factor_required', 'invalid_code']);

export function SignInPage() {
  const { to = '/', error } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const instance = useQuery(instanceQuery);
  const signIn = useMutation({
    mutationFn: (form: FormData) => {
      const code = String(form.get('code') ?? '').trim();
      return client.signIn({
        email: String(form.get('email')),
        password: String(form.get('password')),
        ...(code ? { code } : {}),
      });
    },
    onSuccess: () => navigate({ href: to, replace: true }),
  });
  const refusal = signIn.error instanceof ApiError ? signIn.error.code : undefined;
  const needsCode = refusal !== undefined && ASK_FOR_CODE.has(refusal);
  return (
    <CentredPage title={t('sign_in.title')}>
      {instance.data?.needs_setup && <Notice>{t('sign_in.needs_setup')}</Notice>}
      {error && !signIn.error && <Notice kind="bad">{wordOidcError(error)}</Notice>}
      <Form
        submit={t('sign_in.submit')}
        error={refusal === 'second_factor_required' ? null : signIn.error}
        busy={signIn.isPending}
        onSubmit={signIn.mutate}
      >
        <Field label={t('field.email')} name="email" type="email" autoComplete="username" required />
        <Field label={t('field.password')} name="password" type="password" autoComplete="current-password" required />
        {needsCode && (
          <Field
            label={t('sign_in.code')}
            hint={t('sign_in.code_hint')}
            name="code"
            autoComplete="one-time-code"
            required
            autoFocus
          />
        )}
      </Form>
      <Link className={styles.forgot} to="/reset">
        {t('sign_in.forgot')}
      </Link>
      {instance.data?.oidc.enabled && (
        <>
          <p className={styles.or}>{t('sign_in.or')}</p>
          <a className={styles.provider} href={`/api/v1/auth/oidc/start?return_to=${encodeURIComponent(to)}`}>
            {t('sign_in.oidc', { name: instance.data.oidc.name ?? '' })}
          </a>
        </>
      )}
    </CentredPage>
  );
}
