import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import { mistakeIn } from '../../ui/form.tsx';

/** Asked for again before what an open page left alone must not be able to do. */
export function CurrentPasswordField({ error }: { error: Error | null }) {
  return (
    <Field
      label={t('field.current_password')}
      name="current_password"
      type="password"
      autoComplete="current-password"
      required
      mistake={mistakeIn(error, '/current_password')}
    />
  );
}
