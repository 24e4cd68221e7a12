import type { RefObject } from 'react';
import styles from './search-overlay.module.css';
import { piecesOf } from './search-pieces.ts';

/** Lies behind the field, letter under letter, and shows only the grounds of the terms. */
export function SearchOverlay({ search, overlay }: { search: string; overlay: RefObject<HTMLDivElement | null> }) {
  return (
    <div ref={overlay} className={styles.overlay} aria-hidden="true">
      {piecesOf(search).map(({ text, kind }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are their places
        <span key={index} className={styles[kind]}>
          {text}
        </span>
      ))}
    </div>
  );
}
