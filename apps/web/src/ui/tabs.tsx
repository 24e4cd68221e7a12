import type { ReactNode } from 'react';
import { LinkBar } from './link-bar.tsx';
import styles from './tabs.module.css';

/** Pages of one thing, side by side: links, since each has an address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <LinkBar className={styles.tabs} label={label}>
      {children}
    </LinkBar>
  );
}
