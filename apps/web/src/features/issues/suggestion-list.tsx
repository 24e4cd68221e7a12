import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import styles from './search-box.module.css';
import type { Suggestion } from './suggest.ts';

interface Props {
  id: string;
  heading: string | undefined;
  suggestions: Suggestion[];
  /** Of the one that the keys are on. */
  place: number;
  onTake: (suggestion: Suggestion) => void;
}

/** The list below the search; the field keeps the focus and the keys. */
export function SuggestionList({ id, heading, suggestions, place, onTake }: Props) {
  const isOpen = suggestions.length > 0;
  return (
    <div className={styles.list} hidden={!isOpen}>
      {heading && <p className={styles.heading}>{heading}</p>}
      <div id={id} role="listbox" aria-label={heading ?? t('issues.suggestions')}>
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
              onTake(suggestion);
            }}
          >
            <code>
              <bdi>{showUnseen(suggestion.term)}</bdi>
            </code>
            <span className={styles.what}>{suggestion.description}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
