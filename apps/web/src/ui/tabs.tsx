import type { ReactNode } from 'react';
import styles from './tabs.module.css';

/** Pages of one thing, side by side: links, since each has an address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
