import type { ReactNode } from 'react';
import styles from './table.module.css';

interface Props {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly ReactNode[];
  /** `<tr>` elements. */
  children: ReactNode;
}

/** Rows and columns; where they are wider than the window, they scroll and the page does not. */
export function Table({ label, columns, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className={styles.scroller} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
