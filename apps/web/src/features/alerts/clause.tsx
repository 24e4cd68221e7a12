import { X } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { mistakeIn } from '../../ui/form.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import styles from './builder.module.css';
import { restUnder } from './mistakes.ts';
import { type Row, rowOf } from './rule-draft.ts';

export interface Choice<Value> {
  label: string;
  make: () => Value;
  /** For what can be said once: whether an entry says it. */
  isSaidBy?: (value: Value) => boolean;
}

interface Props<Value> {
  /** The word that it begins with. */
  word: string;
  /** What follows the word. */
  text: string;
  /** While there are no entries. */
  none: string;
  rows: Row<Value>[];
  most: number;
  /** What the button says. */
  add: string;
  /** What there is to add. */
  choices: readonly Choice<Value>[];
  /** Of the server, and where in the rule the entries stand: `/triggers`. */
  error: Error | null;
  pointer: string;
  describe: (value: Value) => string;
  /** The fields of an entry whose mistakes are shown by its inputs. */
  shows: (value: Value) => readonly string[];
  onChange: (rows: Row<Value>[]) => void;
  /** What belongs to all entries. */
  footer?: ReactNode;
  children: (entry: { value: Value; pointer: string; onChange: (value: Value) => void }) => ReactNode;
}

/** One part of the sentence: entries, each a line with inputs, and a button that adds more. */
export function Clause<Value>({ word, text, none, rows, most, add, choices, error, pointer, ...props }: Props<Value>) {
  const id = useId();
  const adder = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const isAdded = useRef(false);
  const { describe, shows, onChange, footer, children } = props;
  const mistake = mistakeIn(error, pointer);
  const open = choices.filter(({ isSaidBy }) => !isSaidBy || !rows.some(({ value }) => isSaidBy(value)));
  const remove = (key: number) => {
    onChange(rows.filter((row) => row.key !== key));
    // The button is gone with its entry, and the focus would be nowhere.
    (adder.current?.querySelector('button') ?? heading.current!).focus();
  };
  const addRow = (make: () => Value) => {
    isAdded.current = true;
    onChange([...rows, rowOf(make())]);
  };
  /** To what is to be written of the new entry; the button may be gone with the last that there is room for. */
  const goOn = (event: Event) => {
    if (!isAdded.current) return;
    isAdded.current = false;
    const input = list.current?.lastElementChild?.querySelector<HTMLElement>('input, select');
    const place = input ?? (adder.current?.querySelector('button') ? null : heading.current);
    if (!place) return;
    event.preventDefault();
    place.focus();
  };
  return (
    <section className={styles.clause} aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1} className={styles.word}>
        {word} <span className={styles.text}>{text}</span>
      </h2>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
      <ul ref={list}>
        {rows.map(({ key, value }, index) => {
          const place = `${pointer}/${index}`;
          const rest = restUnder(error, place, shows(value));
          const change = (next: Value) => onChange(rows.map((row) => (row.key === key ? { key, value: next } : row)));
          return (
            <li key={key} className={styles.row}>
              <div className={styles.entry}>
                <div className={styles.sentence}>{children({ value, pointer: place, onChange: change })}</div>
                {rest && <Mistake>{rest}</Mistake>}
              </div>
              <Button
                kind="quiet"
                aria-label={t('builder.remove', { what: describe(value) })}
                onClick={() => remove(key)}
              >
                <X size={16} aria-hidden="true" />
              </Button>
            </li>
          );
        })}
      </ul>
      {mistake && <Mistake>{mistake}</Mistake>}
      <div ref={adder}>
        {rows.length >= most && <p className={styles.none}>{t('builder.most', { count: most })}</p>}
        {rows.length < most && open.length > 0 && (
          <Menu trigger={<Button>{add}</Button>} onCloseFocus={goOn}>
            {open.map(({ label, make }) => (
              <MenuItem key={label} onSelect={() => addRow(make)}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      {footer}
    </section>
  );
}

/** Of no one input, so that it takes the focus itself. */
function Mistake({ children }: { children: string }) {
  return (
    <p className={styles.mistake} tabIndex={-1} data-mistake>
      {children}
    </p>
  );
}
