import { type ComponentProps, useId } from 'react';
import styles from './inline-field.module.css';
import { Unseen } from './unseen.tsx';

interface Props extends ComponentProps<'input'> {
  /** Read out; to the eye the words around it say it. */
  label: string;
  /** What is wrong with the value. */
  mistake?: string;
}

/** An input within a sentence. */
export function InlineField({ label, mistake, ...rest }: Props) {
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id}>
        <Unseen>{label}</Unseen>
      </label>
      <input
        {...rest}
        id={id}
        className={rest.type === 'number' ? `${styles.input} ${styles.number}` : styles.input}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={mistake ? `${id}-mistake` : undefined}
      />
      {mistake && (
        <span className={styles.mistake} id={`${id}-mistake`}>
          {mistake}
        </span>
      )}
    </span>
  );
}
