import { type ComponentProps, useId } from 'react';
import styles from './switch.module.css';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'role'> {
  label: string;
  hint?: string;
}

/** On or off, at once or with its form. */
export function Switch({ label, hint, ...input }: Props) {
  const id = useId();
  return (
    <div className={styles.switch}>
      <input {...input} id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className={styles.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
