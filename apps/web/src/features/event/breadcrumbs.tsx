import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './breadcrumbs.module.css';
import { type CrumbRow, crumbRow } from './crumb-row.ts';
import type { Event } from './event.ts';
import { crumbOrder } from './order.ts';
import { OrderButton } from './order-button.tsx';

/** What happened before, with the error itself as the last thing that did. */
export function Breadcrumbs({ event }: { event: Event }) {
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState('');
  const [level, setLevel] = useState('');
  const isNewestFirst = crumbOrder.useChosen() === 'newest_first';
  const crumbs = (event.breadcrumbs ?? []).map((crumb) => crumbRow(crumb, event.timestamp));
  if (crumbs.length === 0) return null;
  const kinds = [...new Set(crumbs.map((row) => row.kind))].sort();
  const levels = [...new Set(crumbs.map((row) => row.level))].sort();
  // What is chosen stays for the next event, unless that has none of it.
  const isOfKind = (row: CrumbRow) => !kinds.includes(kind) || row.kind === kind;
  const isOfLevel = (row: CrumbRow) => !levels.includes(level) || row.level === level;
  const itself = rowOf(event);
  // The error itself stays: it is what the others lead to.
  const shown = [...crumbs.filter((row) => isOfKind(row) && isOfLevel(row)), itself].filter((row) =>
    matches(row, typed),
  );
  if (isNewestFirst) shown.reverse();
  const title = t('crumbs.title', { count: crumbs.length });
  const tools = (
    <div className={styles.tools}>
      <SearchInput label={t('crumbs.search')} value={typed} onChange={setTyped} />
      <Choice label={t('crumbs.kind')} all={t('crumbs.all_kinds')} values={kinds} value={kind} onChange={setKind} />
      <Choice
        label={t('crumbs.level')}
        all={t('crumbs.all_levels')}
        values={levels}
        value={level}
        onChange={setLevel}
      />
      <OrderButton order={crumbOrder} />
    </div>
  );
  return (
    <Panel title={title} actions={tools}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ol className={styles.list} tabIndex={0} aria-label={title}>
        {shown.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs have no name
          <Row key={index} row={row} isItself={row === itself} />
        ))}
      </ol>
    </Panel>
  );
}

interface ChoiceProps {
  label: string;
  /** Of what stands for all of them. */
  all: string;
  values: string[];
  value: string;
  onChange: (value: string) => void;
}

/** Which of them are shown; no choice where all are alike. */
function Choice({ label, all, values, value, onChange }: ChoiceProps) {
  if (values.length < 2) return null;
  const options = [{ value: '', label: all }, ...values.map((each) => ({ value: each, label: showUnseen(each) }))];
  const chosen = values.includes(value) ? value : '';
  return <Select label={label} hideLabel value={chosen} options={options} onChange={onChange} />;
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

/** The error as the last of what happened. */
function rowOf({ exceptions, message, level }: Event): CrumbRow {
  const thrown = exceptions?.[0];
  const text = thrown ? [thrown.type, thrown.value].filter(Boolean).join(': ') : (message ?? '');
  return { kind: 'error', category: t('crumbs.this_error'), text, data: '', level, secondsBefore: 0 };
}
