import type { ReactNode } from 'react';
import styles from './badge.module.css';

interface Props {
  kind?: 'good' | 'bad' | 'warning' | 'accent';
  title?: string;
  children: ReactNode;
}

/** A word about something; the colour only repeats it. */
export function Badge({ kind, title, children }: Props) {
  return (
    <span className={[styles.badge, kind && styles[kind]].filter(Boolean).join(' ')} title={title}>
      {children}
    </span>
  );
}
