import { type ComponentProps, useId } from 'react';
import styles from './field.module.css';

interface Props extends ComponentProps<'textarea'> {
  label: string;
  hint?: string;
  mistake?: string;
}

/** As a `Field`, for more than a line. */
export function TextArea({ label, hint, mistake, ...textarea }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        rows={4}
        {...textarea}
        id={id}
        className={styles.input}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {mistake && (
        <p className={styles.mistake} id={`${id}-mistake`}>
          {mistake}
        </p>
      )}
    </div>
  );
}
