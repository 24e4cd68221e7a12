import { printSearch } from '@railguard/contract/search/print-search';
import { Link } from '@tanstack/react-router';
import { fullCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './tags.module.css';

interface Props {
  tagKey: string;
  /** Of the key, to take shares of. */
  total: number;
  values: { value: string; event_count: number; last_seen: string }[];
}

/** How the events divide by a tag; each value leads to the issues that were seen with it. */
export function TagValues({ tagKey, total, values }: Props) {
  return (
    <Table
      label={tagKey}
      columns={[t('tags.value'), t('issues.column.events'), t('usage.share'), t('environments.last')]}
    >
      {values.map(({ value, event_count, last_seen }) => (
        <tr key={value}>
          <td className={styles.value}>
            <Link
              to="/issues"
              search={{ query: printSearch([{ kind: 'tag', negated: false, key: tagKey, values: [[value]] }]) }}
            >
              <bdi>{showUnseen(value)}</bdi>
            </Link>
          </td>
          <td>{fullCount(event_count)}</td>
          <td>
            <span className={styles.share}>
              <progress value={event_count} max={total || 1} aria-label={t('usage.share_of', { name: value })} />
              {total > 0 ? `${Math.round((event_count / total) * 100)} %` : '–'}
            </span>
          </td>
          <td>
            <Time at={last_seen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
