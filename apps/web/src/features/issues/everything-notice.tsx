import { fullCount } from '../../format/count.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './stream.module.css';

interface Props {
  loaded: number;
  /** Of the search; undefined while it is counted. */
  matching: { issue_count: number; is_capped: boolean } | undefined;
  isEverything: boolean;
  onChoose: () => void;
}

/** All rows are chosen: that is not yet all that match, and it is one click to that. */
export function EverythingNotice({ loaded, matching, isEverything, onChoose }: Props) {
  const count = matching && fullCount(matching.issue_count);
  const all = matching?.is_capped ? t('issues.more_than', { count: count! }) : count;
  return (
    <p className={styles.everything} role="status">
      {isEverything ? t('issues.everything_chosen', { count: all ?? '' }) : t('issues.rows_chosen', { count: loaded })}
      {!isEverything && matching && (
        <Button onClick={onChoose}>{t('issues.choose_everything', { count: all! })}</Button>
      )}
    </p>
  );
}
