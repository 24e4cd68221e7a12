import type { ReactNode } from 'react';
import styles from './centred-page.module.css';
import { PageHeading } from './page-heading.tsx';

interface Props {
  title: string;
  text?: string;
  children?: ReactNode;
}

/** One thing to do, for somebody who is not signed in yet. */
export function CentredPage({ title, text, children }: Props) {
  return (
    <main className={styles.page}>
      <img className={styles.mark} src="/favicon.svg" alt="" />
      <PageHeading title={title} />
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.card}>{children}</div>}
    </main>
  );
}
