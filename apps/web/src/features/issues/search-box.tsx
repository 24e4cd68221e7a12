import { ApiError } from '@railguard/client/api-error';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { t } from '../../text/text.ts';
import styles from './search-box.module.css';
import { suggest } from './suggest.ts';

interface Props {
  value: string;
  onSearch: (search: string) => void;
  /** Of the search that is shown. */
  error: Error | null;
  input: RefObject<HTMLInputElement | null>;
}

/** A search with what may follow (a combobox with a listbox); Enter searches, Escape closes the list, then leaves. */
export function SearchBox({ value, onSearch, error, input }: Props) {
  const [typed, setTyped] = useState(value);
  const [place, setPlace] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useEffect(() => setTyped(value), [value]);
  const suggestions = isOpen ? suggest(typed) : [];
  const mistake = error instanceof ApiError ? error.problem.errors?.[0]?.detail : undefined;

  const change = (search: string) => {
    setTyped(search);
    setPlace(-1);
  };
  const search = (text: string) => {
    setOpen(false);
    onSearch(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = suggestions[place];
    if (step !== 0 && suggestions.length > 0) {
      setPlace((place + step + suggestions.length) % suggestions.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) change(chosen.search);
    else if (event.key === 'Enter') search(typed);
    else if (event.key === 'Escape' && suggestions.length > 0) setOpen(false);
    else if (event.key === 'Escape') input.current?.blur();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.box}>
      <Search className={styles.icon} size={16} aria-hidden="true" />
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-expanded={suggestions.length > 0}
        aria-controls={id}
        aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
        aria-autocomplete="list"
        aria-label={t('issues.search')}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={mistake ? `${id}-mistake` : undefined}
        placeholder={t('issues.search_placeholder')}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          change(event.target.value);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className={styles.list}
        id={id}
        role="listbox"
        aria-label={t('issues.suggestions')}
        hidden={suggestions.length === 0}
      >
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox has the keys and the focus
          <div
            key={suggestion.term}
            id={`${id}-${index}`}
            className={styles.option}
            role="option"
            aria-selected={index === place}
            // Before the field would lose the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              change(suggestion.search);
            }}
          >
            <code>{suggestion.term}</code>
            <span className={styles.what}>{suggestion.description}</span>
          </div>
        ))}
      </div>
      {mistake && (
        <p className={styles.mistake} id={`${id}-mistake`} role="alert">
          {mistake}
        </p>
      )}
    </div>
  );
}
