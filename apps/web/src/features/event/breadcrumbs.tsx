import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './breadcrumbs.module.css';
import { type CrumbRow, crumbRow } from './crumb-row.ts';
import type { Event } from './event.ts';

const ORDER = 'railguard.breadcrumbs-oldest-first';

/** What happened before, with the error itself as the last thing that did. */
export function Breadcrumbs({ event }: { event: Event }) {
  const [typed, setTyped] = useState('');
  const [isOldestFirst, setOldestFirst] = useState(() => localStorage.getItem(ORDER) === 'yes');
  const crumbs = event.breadcrumbs ?? [];
  if (crumbs.length === 0) return null;
  const itself = {
    category: t('crumbs.this_error'),
    text: titleOf(event),
    data: '',
    level: event.level,
    secondsBefore: 0,
  };
  const rows = [...crumbs.map((crumb) => crumbRow(crumb, event.timestamp)), itself];
  const shown = rows.filter((row) => matches(row, typed));
  if (!isOldestFirst) shown.reverse();
  const turn = () => {
    localStorage.setItem(ORDER, isOldestFirst ? 'no' : 'yes');
    setOldestFirst(!isOldestFirst);
  };
  return (
    <Panel
      title={t('crumbs.title', { count: crumbs.length })}
      actions={
        <div className={styles.tools}>
          <input
            className={styles.search}
            type="search"
            aria-label={t('crumbs.search')}
            placeholder={t('crumbs.search')}
            value={typed}
            onChange={(change) => setTyped(change.target.value)}
          />
          <Button onClick={turn}>{t(isOldestFirst ? 'crumbs.oldest_first' : 'crumbs.newest_first')}</Button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ol className={styles.list} tabIndex={0} aria-label={t('crumbs.title', { count: crumbs.length })}>
        {shown.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs have no name
          <Row key={index} row={row} isItself={row === itself} />
        ))}
      </ol>
    </Panel>
  );
}

function Row({ row, isItself }: { row: CrumbRow; isItself: boolean }) {
  return (
    <li className={isItself ? `${styles.row} ${styles.itself}` : styles.row}>
      <span className={styles.time}>
        {row.secondsBefore !== undefined && t('crumbs.before', { seconds: offset(row) })}
      </span>
      <span className={styles.category}>{showUnseen(row.category)}</span>
      <div className={styles.text}>
        <bdi>{showUnseen(row.text)}</bdi>
        {row.data && <pre className={styles.data}>{showUnseen(row.data)}</pre>}
      </div>
      {row.level !== 'info' && <Badge kind={row.level === 'warning' ? 'warning' : 'bad'}>{row.level}</Badge>}
    </li>
  );
}

function offset({ secondsBefore = 0 }: CrumbRow): string {
  return secondsBefore === 0 ? '0.0' : (-secondsBefore).toFixed(1);
}

function matches({ category, text, data, level }: CrumbRow, typed: string): boolean {
  return `${category} ${text} ${data} ${level}`.toLowerCase().includes(typed.trim().toLowerCase());
}

function titleOf({ exceptions, message }: Event): string {
  const [thrown] = exceptions ?? [];
  return thrown ? [thrown.type, thrown.value].filter(Boolean).join(': ') : (message ?? '');
}
