import { OCCASIONS, type Occasion } from '@railguard/contract/alert-rules';
import { useState } from 'react';
import { useAsked } from '../../app/use-asked.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Select } from '../../ui/select.tsx';
import { type ProjectChoice, useChangeChoice } from './alert-preferences.ts';
import styles from './notifications.module.css';

const WHATS = ['everything', 'chosen', 'nothing'] as const;
type What = (typeof WHATS)[number];

/** Everything that rules send, some kinds of it, or nothing. Kept at once. */
export function OccasionChoice({ project: { id, name, occasions } }: { project: ProjectChoice }) {
  // Whoever takes out the last kind is still choosing.
  const [isChoosing, setChoosing] = useState(false);
  const change = useChangeChoice(id, t('said.saved'));
  const [kept, ask] = useAsked(occasions, (next: Occasion[] | null) => change.mutateAsync({ occasions: next }));
  const what: What = kept === null ? 'everything' : kept.length > 0 || isChoosing ? 'chosen' : 'nothing';
  const shown = showUnseen(name);
  const choose = (next: What) => {
    setChoosing(next === 'chosen');
    ask(next === 'everything' ? null : next === 'chosen' ? [...OCCASIONS] : []);
  };
  const toggle = (occasion: Occasion, isChosen: boolean) => {
    setChoosing(true);
    ask(OCCASIONS.filter((each) => (each === occasion ? isChosen : kept?.includes(each))));
  };
  return (
    <>
      <Select
        label={t('notifications.what_of', { name: shown })}
        hideLabel
        value={what}
        options={WHATS.map((value) => ({ value, label: t(`notifications.${value}`) }))}
        onChange={choose}
      />
      {what === 'chosen' && (
        <fieldset className={styles.occasions}>
          <legend className={styles.quiet}>{t('notifications.occasions', { name: shown })}</legend>
          {OCCASIONS.map((occasion) => (
            <label key={occasion}>
              <input
                type="checkbox"
                checked={kept?.includes(occasion) ?? false}
                onChange={({ target }) => toggle(occasion, target.checked)}
              />
              {t(`occasion.${occasion}`)}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
