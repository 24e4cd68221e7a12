import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  icon: LucideIcon;
  title: string;
  text: string;
  /** What to do about it. */
  children?: ReactNode;
}

/** Why nothing is here, and what to do next. */
export function EmptyState({ icon: Icon, title, text, children }: Props) {
  return (
    <section className={styles.empty}>
      <Icon className={styles.icon} size={32} strokeWidth={1.5} aria-hidden="true" />
      <h2>{title}</h2>
      <p className={styles.text}>{text}</p>
      {children && <div className={styles.actions}>{children}</div>}
    </section>
  );
}
