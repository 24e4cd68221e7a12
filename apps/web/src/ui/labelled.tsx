import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

export interface LabelProps {
  label: string;
  hint?: string;
  /** What is wrong with the value. */
  mistake?: string;
}

/** What an input has to carry, so that its label, hint and mistake are read out with it. */
interface InputProps {
  id: string;
  className: string | undefined;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** A label above an input, and what is to be said of it below. */
export function Labelled({
  label,
  hint,
  mistake,
  children,
}: LabelProps & { children: (input: InputProps) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: styles.input,
        'aria-invalid': mistake ? true : undefined,
        'aria-describedby': described || undefined,
      })}
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
