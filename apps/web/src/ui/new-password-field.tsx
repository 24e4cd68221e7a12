import { t } from '../text/text.ts';
import { Field } from './field.tsx';

/** A password that somebody chooses, named `password` in its form. */
export function NewPasswordField({ label = t('field.password'), mistake }: { label?: string; mistake?: string }) {
  return (
    <Field
      label={label}
      hint={t('field.password_hint')}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={10}
      maxLength={200}
      required
      mistake={mistake}
    />
  );
}
