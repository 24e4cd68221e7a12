import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../app/me.ts';
import { client } from '../../app/session.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/toasts.ts';
import { CurrentPasswordField } from './current-password-field.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import styles from './second-factor.module.css';

/**
 *     off ─ password ─► secret shown ─ a right code ─► on, recovery codes shown once
 *      ▲                                                │
 *      └──────────── password and code ─────────────────┘
 */
export function SecondFactor({ isEnabled }: { isEnabled: boolean }) {
  const queries = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  const [doing, setDoing] = useState<'renew' | 'disable'>();
  const read = () => queries.invalidateQueries({ queryKey: meQuery.queryKey });
  const start = useMutation({
    mutationFn: (form: FormData) =>
      client.call('startTotp', { body: { current_password: String(form.get('current_password')) } }),
  });

  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />;
  if (isEnabled) {
    return (
      <div className={styles.part}>
        <Notice kind="good">{t('totp.on')}</Notice>
        <div className={styles.actions}>
          <Button onClick={() => setDoing('renew')}>{t('totp.renew')}</Button>
          <Button kind="danger" onClick={() => setDoing('disable')}>
            {t('totp.disable')}
          </Button>
        </div>
        {doing === 'renew' && (
          <RenewForm
            onDone={(renewed) => {
              setDoing(undefined);
              setCodes(renewed);
            }}
          />
        )}
        {doing === 'disable' && (
          <DisableForm
            onDone={() => {
              setDoing(undefined);
              start.reset();
              say(t('totp.disabled'));
              void read();
            }}
          />
        )}
      </div>
    );
  }
  if (start.data) {
    return (
      <EnrolForm
        secret={start.data.secret}
        uri={start.data.otpauth_uri}
        onDone={(made) => {
          setCodes(made);
          void read();
        }}
      />
    );
  }
  return (
    <div className={styles.part}>
      <p>{t('totp.text')}</p>
      <Form submit={t('totp.start')} error={start.error} busy={start.isPending} onSubmit={start.mutate}>
        <CurrentPasswordField error={start.error} />
      </Form>
    </div>
  );
}

function RenewForm({ onDone }: { onDone: (codes: string[]) => void }) {
  const renew = useMutation({
    mutationFn: (form: FormData) =>
      client.call('renewRecoveryCodes', { body: { current_password: String(form.get('current_password')) } }),
    onSuccess: ({ recovery_codes }) => onDone(recovery_codes),
  });
  return (
    <Form submit={t('totp.renew')} error={renew.error} busy={renew.isPending} onSubmit={renew.mutate}>
      <p>{t('totp.renew_text')}</p>
      <CurrentPasswordField error={renew.error} />
    </Form>
  );
}

function DisableForm({ onDone }: { onDone: () => void }) {
  const disable = useMutation({
    mutationFn: (form: FormData) =>
      client.call('disableTotp', {
        body: { current_password: String(form.get('current_password')), code: String(form.get('code')).trim() },
      }),
    onSuccess: onDone,
  });
  return (
    <Form submit={t('totp.disable')} error={disable.error} busy={disable.isPending} onSubmit={disable.mutate}>
      <CurrentPasswordField error={disable.error} />
      <Field
        label={t('sign_in.code')}
        hint={t('sign_in.code_hint')}
        name="code"
        autoComplete="one-time-code"
        required
        mistake={mistakeIn(disable.error, '/code')}
      />
    </Form>
  );
}
