import type { RefObject } from 'react';
import styles from './search-overlay.module.css';
import { piecesOf, type Stretch } from './search-pieces.ts';

interface Props {
  search: string;
  /** What the server did not understand. */
  wrong: Stretch | undefined;
  overlay: RefObject<HTMLDivElement | null>;
}

/** Lies behind the field, letter under letter, and shows only the grounds of the terms. */
export function SearchOverlay({ search, wrong, overlay }: Props) {
  return (
    <div ref={overlay} className={styles.overlay} aria-hidden="true">
      {piecesOf(search, wrong).map(({ text, kind }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are their places
        <span key={index} className={styles[kind]}>
          {text}
        </span>
      ))}
    </div>
  );
}
