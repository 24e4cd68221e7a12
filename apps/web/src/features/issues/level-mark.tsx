import styles from './level-mark.module.css';

/** The colour of a level, with its word for whoever does not see it. */
export function LevelMark({ level }: { level: string }) {
  return (
    <span
      className={[styles.mark, styles[level]].filter(Boolean).join(' ')}
      role="img"
      aria-label={level}
      title={level}
    />
  );
}
