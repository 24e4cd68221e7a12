import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { rulesQuery } from './alert-queries.ts';
import styles from './alerts.module.css';
import { type HistorySearch, readHistorySearch } from './history-search.ts';
import { StateSelect } from './state-select.tsx';
import { useAlerts } from './use-alerts.ts';

interface Props {
  search: HistorySearch;
  onChange: (search: HistorySearch) => void;
}

const ANY = '';

/** By what became of it, by rule, and of the issue that somebody came from. */
export function HistoryFilters({ search, onChange }: Props) {
  const { project } = useAlerts();
  const { data: known } = useQuery(rulesQuery(project.id));
  const rules = known ?? [];
  const change = (part: Record<string, string | undefined>) => onChange(readHistorySearch({ ...search, ...part }));
  const isGone = known !== undefined && search.rule !== undefined && !rules.some(({ id }) => id === search.rule);
  return (
    <div className={styles.filters}>
      <StateSelect state={search.state} onChange={(state) => change({ state })} />
      <Select
        label={t('history.rule')}
        value={search.rule ?? ANY}
        options={[
          { value: ANY, label: t('history.any_rule') },
          ...rules.map(({ id, name }) => ({ value: id, label: showUnseen(name) })),
          ...(isGone ? [{ value: search.rule!, label: t('history.rule_gone') }] : []),
        ]}
        onChange={(rule) => change({ rule })}
      />
      {search.issue && (
        <Button onClick={() => change({ issue: undefined })}>
          {t('history.one_issue')} <X size={14} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
