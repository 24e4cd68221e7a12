import { sparkBars } from './spark-bars.ts';
import styles from './sparkline.module.css';

interface Props {
  counts: number[];
  /** What it shows, in words. */
  label: string;
  width?: number;
  height?: number;
}

export function Sparkline({ counts, label, width = 120, height = 28 }: Props) {
  return (
    <svg className={styles.spark} width={width} height={height} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={sparkBars(counts, width, height)} fill="currentColor" />
    </svg>
  );
}
