import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** Something to be read at once; a bad one interrupts a screen reader. */
export function Notice({ kind, children }: { kind?: 'bad' | 'good'; children: ReactNode }) {
  return (
    <div
      role={kind === 'bad' ? 'alert' : 'status'}
      className={[styles.notice, kind && styles[kind]].filter(Boolean).join(' ')}
    >
      {children}
    </div>
  );
}
