import type { ReactNode } from 'react';
import styles from './unseen.module.css';

/** Read out, and not shown. */
export function Unseen({ children }: { children: ReactNode }) {
  return <span className={styles.unseen}>{children}</span>;
}
