import { useId, useState } from 'react';
import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import styles from './platform-picker.module.css';
import { PLATFORMS } from './platforms.ts';

/** Radio buttons in another dress, so that arrows and readers work. */
export function PlatformPicker({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const group = useId();
  const [typed, setTyped] = useState('');
  const words = typed.trim().toLowerCase();
  const shown = PLATFORMS.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(words));
  return (
    <div className={styles.picker}>
      <Field
        label={t('onboarding.search')}
        type="search"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {shown.length === 0 && <p>{t('onboarding.no_match')}</p>}
      <div className={styles.grid} role="radiogroup" aria-label={t('onboarding.platforms')}>
        {shown.map(({ id, name }) => (
          <label key={id} className={styles.choice}>
            <input type="radio" name={group} value={id} checked={id === value} onChange={() => onChange(id)} />
            {name}
          </label>
        ))}
      </div>
    </div>
  );
}
