import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { t } from '../../text/text.ts';
import { useKnown } from './known-values.ts';
import { recentSearches, rememberSearch } from './recent-searches.ts';
import styles from './search-box.module.css';
import { mistakeOf, SearchMistake, stretchOf } from './search-mistake.tsx';
import { SearchOverlay } from './search-overlay.tsx';
import { type Suggestion, suggest } from './suggest.ts';
import { SuggestionList } from './suggestion-list.tsx';

interface Props {
  organizationId: string;
  value: string;
  onSearch: (search: string) => void;
  /** Of the search that is shown. */
  error: Error | null;
  input: RefObject<HTMLInputElement | null>;
}

/**
 * A search with what may follow (a combobox with a listbox); Enter searches, Escape closes the list, then leaves. It is a
 * plain text field: what makes its terms look like chips lies behind it.
 */
export function SearchBox({ organizationId, value, onSearch, error, input }: Props) {
  const [typed, setTyped] = useState(value);
  const [place, setPlace] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const pieces = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => setTyped(value), [value]);
  const { tags, values } = useKnown(organizationId, typed, isOpen);
  const mistake = mistakeOf(error, value);
  const isUntouched = typed === value;
  const suggestions = isOpen ? (isUntouched ? recent(value) : suggest(typed, tags, values)) : [];

  const change = (search: string) => {
    setTyped(search);
    setPlace(-1);
  };
  const search = (text: string) => {
    setOpen(false);
    setPlace(-1);
    rememberSearch(text.trim());
    setTyped(text.trim());
    onSearch(text.trim());
  };
  const take = ({ search: text }: Suggestion) => (isUntouched ? search(text) : change(text));
  const scrollPieces = () => {
    if (pieces.current && input.current) pieces.current.scrollLeft = input.current.scrollLeft;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = suggestions[place];
    if (step !== 0 && suggestions.length > 0) {
      setPlace((place + step + suggestions.length) % suggestions.length);
    } else if (step !== 0) setOpen(true);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen);
    else if (event.key === 'Enter') search(typed);
    else if (event.key === 'Escape' && suggestions.length > 0) setOpen(false);
    else if (event.key === 'Escape') input.current?.blur();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.box}>
      <div className={styles.field}>
        <Search className={styles.icon} size={16} aria-hidden="true" />
        <SearchOverlay search={typed} wrong={isUntouched ? stretchOf(mistake) : undefined} overlay={pieces} />
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
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onScroll={scrollPieces}
          onChange={(event) => {
            change(event.target.value);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
        <SuggestionList
          id={id}
          heading={isUntouched ? t('issues.recent') : undefined}
          suggestions={suggestions}
          place={place}
          onTake={take}
        />
      </div>
      {mistake && <SearchMistake id={`${id}-mistake`} search={value} mistake={mistake} onFix={search} />}
    </div>
  );
}

function recent(current: string): Suggestion[] {
  const others = recentSearches().filter((each) => each !== current);
  return others.map((search) => ({ search, term: search, description: '' }));
}
