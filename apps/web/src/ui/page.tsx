import type { ReactNode } from 'react';
import styles from './page.module.css';
import { PageHeading } from './page-heading.tsx';

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
      <div className={styles.head}>
        <PageHeading title={title} />
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  );
}
