import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { showUnseen } from '../format/word-value.ts';
import { t } from '../text/text.ts';
import { InlineField } from './inline-field.tsx';
import styles from './values-field.module.css';

interface Props {
  label: string;
  values: readonly string[];
  /** What may be chosen; anything else may be written too. */
  known: readonly string[];
  most: number;
  maxLength: number;
  mistake?: string;
  onChange: (values: string[]) => void;
  /** What is being written, to look for what is known. */
  onType: (typed: string) => void;
}

/** Several texts, each written and taken with Enter, or by going on to something else. */
export function ValuesField({ label, values, known, most, maxLength, mistake, onChange, onType }: Props) {
  const [typed, setTyped] = useState('');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const type = (text: string) => {
    setTyped(text);
    onType(text);
  };
  const take = () => {
    const value = typed.trim();
    if (value === '') return;
    if (!values.includes(value)) onChange([...values, value]);
    type('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || typed.trim() === '') return;
    // The form is not meant yet.
    event.preventDefault();
    take();
  };
  const remove = (value: string) => {
    onChange(values.filter((each) => each !== value));
    // The button is gone with its value, and the focus would be nowhere.
    box.current?.querySelector('input')?.focus();
  };
  return (
    <div ref={box} className={styles.values}>
      {values.map((value) => (
        <span key={value} className={styles.value}>
          <bdi>{showUnseen(value)}</bdi>
          <button type="button" aria-label={t('values.remove', { value })} onClick={() => remove(value)}>
            <X size={14} aria-hidden="true" />
          </button>
        </span>
      ))}
      {values.length < most && (
        <InlineField
          label={label}
          list={id}
          value={typed}
          placeholder={t('values.add')}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxLength}
          required={values.length === 0}
          mistake={mistake}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKeyDown}
          onBlur={take}
        />
      )}
      <datalist id={id}>
        {known
          .filter((value) => !values.includes(value))
          .map((value) => (
            <option key={value} value={value} />
          ))}
      </datalist>
    </div>
  );
}
