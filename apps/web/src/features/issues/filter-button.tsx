import type { ComponentProps } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { Button } from '../../ui/button.tsx';
import styles from './filter-bar.module.css';

interface Props extends ComponentProps<'button'> {
  name: string;
  /** What is chosen. */
  values: readonly string[];
}

/** Says what it is for, or what is chosen. */
export function FilterButton({ name, values, children, ...rest }: Props) {
  const isActive = values.length > 0;
  return (
    <Button {...rest} className={isActive ? `${styles.filter} ${styles.active}` : styles.filter}>
      <span className={styles.value}>
        {name}
        {isActive && (
          <>
            : <bdi>{showUnseen(values.join(', '))}</bdi>
          </>
        )}
      </span>
      {children}
    </Button>
  );
}
