import styles from './skeleton.module.css';

/** Takes the room of a text that is on its way, so that nothing moves when it comes. `width` in characters. */
export function Skeleton({ width }: { width: number }) {
  return <span className={styles.bar} style={{ width: `${width}ch` }} aria-hidden="true" />;
}
