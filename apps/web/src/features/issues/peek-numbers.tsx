import { fullCount } from '../../format/count.ts';
import { t } from '../../text/text.ts';
import { Time } from '../../ui/time.tsx';
import type { Issue } from './issue.ts';
import styles from './peek.module.css';

/** How much there is of an issue, since when and until when. */
export function PeekNumbers({ issue }: { issue: Issue }) {
  const numbers = [
    [t('issues.column.events'), fullCount(issue.event_count)],
    [t('issues.column.users'), fullCount(issue.user_count)],
    [t('issues.sort.first_seen'), <Time key="first" at={issue.first_seen} />],
    [t('issues.sort.last_seen'), <Time key="last" at={issue.last_seen} />],
  ] as const;
  return (
    <dl className={styles.numbers}>
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
