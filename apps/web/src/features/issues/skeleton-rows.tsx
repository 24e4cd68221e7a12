import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './issue-row.module.css';

/** As many rows as fit a screen, of the very size that the real ones have. */
export function SkeletonRows() {
  return Array.from({ length: 10 }, (_, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
    <div key={place} className={styles.row}>
      <span />
      <span />
      <Skeleton width={40 - ((place * 7) % 20)} />
    </div>
  ));
}
