import type { ReactNode } from 'react';
import { LinkBar } from './link-bar.tsx';
import styles from './sectioned.module.css';

interface Props {
  /** What the sections are of, for screen readers. */
  label: string;
  /** A `<Link>` for each section, in the order of the list. */
  links: ReactNode;
  children: ReactNode;
}

/** Pages that belong together: a list of them at the side, above on a phone, and the one that is open. */
export function Sectioned({ label, links, children }: Props) {
  return (
    <div className={styles.sectioned}>
      <LinkBar className={styles.nav} label={label}>
        {links}
      </LinkBar>
      <div className={styles.body}>{children}</div>
    </div>
  );
}
