import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './settings.module.css';

export interface Belonging {
  id: string;
  label: string;
}

interface Props {
  title: string;
  /** What may be added: those that do not belong yet. */
  others: Belonging[];
  belonging: Belonging[];
  mayChange: boolean;
  add: string;
  none: string;
  onAdd: (id: string) => void;
  onRemove: (id: string) => void;
}

/** Those that belong to something, with a way in and a way out. */
export function BelongingPanel({ title, others, belonging, mayChange, add, none, onAdd, onRemove }: Props) {
  const [chosen, setChosen] = useState('');
  const id = others.some((other) => other.id === chosen) ? chosen : (others[0]?.id ?? '');
  return (
    <Panel title={title}>
      {belonging.length === 0 && <p className={styles.none}>{none}</p>}
      <ul className={styles.list}>
        {belonging.map((one) => (
          <li key={one.id}>
            <bdi>{showUnseen(one.label)}</bdi>
            {mayChange && (
              <Button aria-label={t('teams.take_out', { name: one.label })} onClick={() => onRemove(one.id)}>
                {t('teams.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && others.length > 0 && (
        <div className={styles.filters}>
          <Select
            label={add}
            value={id}
            options={others.map((other) => ({ value: other.id, label: other.label }))}
            onChange={setChosen}
          />
          <Button onClick={() => onAdd(id)}>{t('teams.add')}</Button>
        </div>
      )}
    </Panel>
  );
}
