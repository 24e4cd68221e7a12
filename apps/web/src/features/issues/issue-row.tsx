import { Link } from '@tanstack/react-router';
import type { MouseEvent, PointerEvent } from 'react';
import { fullCount, shortCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Time } from '../../ui/time.tsx';
import { Assignee } from './assignee.tsx';
import type { Issue } from './issue.ts';
import { IssueBadges } from './issue-badges.tsx';
import styles from './issue-row.module.css';
import type { SparkRange } from './issues-query.ts';
import { LevelMark } from './level-mark.tsx';

interface Props {
  issue: Issue;
  spark: number[] | undefined;
  sparkRange: SparkRange;
  isCursor: boolean;
  isSelected: boolean;
  /** Absent where nothing can be done with a choice. */
  onSelect: ((id: string, isSelected: boolean) => void) | undefined;
  onPoint: (id: string) => void;
  onPeek: (id: string) => void;
}

/** Two lines of an issue: what it is and where, and how much there is of it. */
export function IssueRow({ issue, spark, sparkRange, isCursor, isSelected, onSelect, onPoint, onPeek }: Props) {
  const classes = [styles.row, isCursor && styles.cursor, isSelected && styles.selected];
  // Rows that scroll under a pointer which lies still are not pointed at.
  const point = ({ movementX, movementY }: PointerEvent) => (movementX || movementY) && onPoint(issue.id);
  const peek = ({ target }: MouseEvent<HTMLElement>) =>
    target instanceof Element && !target.closest('a, input') && getSelection()?.isCollapsed && onPeek(issue.id);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Space does the same
    <div className={classes.filter(Boolean).join(' ')} onPointerMove={point} onClick={peek}>
      {onSelect ? (
        <input
          type="checkbox"
          className={styles.check}
          checked={isSelected}
          onChange={(event) => onSelect(issue.id, event.target.checked)}
          aria-label={t('issues.select', { title: issue.title })}
        />
      ) : (
        <span />
      )}
      <LevelMark level={issue.level} />
      <div className={styles.main}>
        <Link to="/issues/$issueId" params={{ issueId: issue.id }} className={styles.title}>
          <bdi>{showUnseen(issue.title) || t('issue.untitled')}</bdi>
        </Link>
        <div className={styles.under}>
          <span>{issue.short_id}</span>
          <IssueBadges issue={issue} />
          <bdi className={styles.culprit}>{showUnseen(issue.culprit)}</bdi>
        </div>
      </div>
      <div className={styles.spark}>
        {spark && <Sparkline counts={spark} label={t(`issues.spark.${sparkRange}`)} />}
      </div>
      <span className={styles.count} title={t('issues.events_exact', { count: fullCount(issue.event_count) })}>
        {shortCount(issue.event_count)}
      </span>
      <span
        className={`${styles.count} ${styles.users}`}
        title={t('issues.users_exact', { count: fullCount(issue.user_count) })}
      >
        {shortCount(issue.user_count)}
      </span>
      <span className={styles.quiet}>
        <Time at={issue.last_seen} />
      </span>
      <span className={styles.assignee}>
        <Assignee issue={issue} />
      </span>
    </div>
  );
}
