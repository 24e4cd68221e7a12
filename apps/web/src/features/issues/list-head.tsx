import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import rowStyles from './issue-row.module.css';
import styles from './list-head.module.css';

interface Props {
  /** How many of the rows are chosen; absent where nothing can be done with a choice. */
  chosen: 'none' | 'some' | 'all' | undefined;
  onChooseAll: (isChosen: boolean) => void;
  live: { fresh: number; changed: number };
  onRefresh: () => void;
}

/** The names of the columns, and what happened since the list was read. */
export function ListHead({ chosen, onChooseAll, live, onRefresh }: Props) {
  return (
    <div className={`${rowStyles.columns} ${styles.columns}`}>
      {chosen === undefined ? <span /> : <ChooseAll chosen={chosen} onChooseAll={onChooseAll} />}
      <span />
      <span className={styles.live}>
        {live.fresh + live.changed > 0 && (
          <Button onClick={onRefresh}>{t('issues.live', { fresh: live.fresh, changed: live.changed })}</Button>
        )}
      </span>
      <span className={rowStyles.spark}>{t('issues.column.spark')}</span>
      <span>{t('issues.column.events')}</span>
      <span className={rowStyles.users}>{t('issues.column.users')}</span>
      <span className={rowStyles.quiet}>{t('issues.column.last_seen')}</span>
      <span className={rowStyles.assignee} />
    </div>
  );
}

interface ChooseProps {
  chosen: 'none' | 'some' | 'all';
  onChooseAll: (isChosen: boolean) => void;
}

export function ChooseAll({ chosen, onChooseAll }: ChooseProps) {
  return (
    <input
      type="checkbox"
      className={rowStyles.check}
      checked={chosen === 'all'}
      ref={(input) => {
        if (input) input.indeterminate = chosen === 'some';
      }}
      onChange={(event) => onChooseAll(event.target.checked)}
      aria-label={t('issues.choose_all')}
    />
  );
}
