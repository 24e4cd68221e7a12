import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface Props extends ComponentProps<'button'> {
  kind?: 'primary' | 'danger' | 'quiet';
  large?: boolean;
  /** Its work is under way: it can still be focused and read, but does nothing. */
  busy?: boolean;
}

export function Button({ kind, large, busy, className, onClick, type = 'button', ...rest }: Props) {
  const classes = [styles.button, kind && styles[kind], large && styles.large, className];
  return (
    <button
      {...rest}
      type={type}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}
