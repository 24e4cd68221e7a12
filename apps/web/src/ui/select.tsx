import { type ComponentProps, useId } from 'react';
import styles from './field.module.css';
import { Unseen } from './unseen.tsx';

interface Props<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  label: string;
  /** Only for screen readers, where what is chosen speaks for itself. */
  hideLabel?: boolean;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** The browser's own: it works with every keyboard, phone and reader. */
export function Select<Value extends string>({ label, hideLabel, value, options, onChange, ...rest }: Props<Value>) {
  const id = useId();
  return (
    <div className={hideLabel ? styles.bare : styles.field}>
      <label className={hideLabel ? undefined : styles.label} htmlFor={id}>
        {hideLabel ? <Unseen>{label}</Unseen> : label}
      </label>
      <select
        {...rest}
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
