import { useMutation } from '@tanstack/react-query';
import { encode } from 'uqr';
import { client } from '../../app/session.ts';
import { t } from '../../text/whole.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import styles from './second-factor.module.css';

interface Props {
  secret: string;
  uri: string;
  onDone: (recoveryCodes: string[]) => void;
}

/** Tells an authenticator the secret, by a picture or by typing, and asks for a code of it. */
export function EnrolForm({ secret, uri, onDone }: Props) {
  const confirm = useMutation({
    mutationFn: (form: FormData) => client.call('confirmTotp', { body: { code: String(form.get('code')).trim() } }),
    onSuccess: ({ recovery_codes }) => onDone(recovery_codes),
  });
  return (
    <div className={styles.part}>
      <p>{t('totp.scan')}</p>
      <QrCode text={uri} />
      <div className={styles.secret}>
        <span>{t('totp.type')}</span>
        <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        <CopyButton text={secret} />
      </div>
      <Form submit={t('totp.confirm')} error={confirm.error} busy={confirm.isPending} onSubmit={confirm.mutate}>
        <Field
          label={t('totp.code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          mistake={mistakeIn(confirm.error, '/code')}
        />
      </Form>
    </div>
  );
}

/** Dark on light in both themes: readers of such pictures expect it so. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('totp.qr')}>
      <path d={path} />
    </svg>
  );
}
