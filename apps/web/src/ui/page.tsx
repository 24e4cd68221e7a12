import type { ReactNode } from 'react';
import styles from './page.module.css';

interface Props {
  title: string;
  /** What can be done with the whole of it. */
  actions?: ReactNode;
  /** One sentence under the title. */
  lead?: ReactNode;
  children: ReactNode;
}

/** A page with its heading, named in the browser's tab as it is on the page. */
export function Page({ title, actions, lead, children }: Props) {
  return (
    <div className={styles.page}>
      <title>{`${title} · Railguard`}</title>
      <div className={styles.head}>
        <h1>{title}</h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  );
}
