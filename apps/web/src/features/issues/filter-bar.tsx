import { t } from '../../text/text.ts';
import styles from './filter-bar.module.css';
import { FilterMenu } from './filter-menu.tsx';
import { TimeFilter } from './time-filter.tsx';

interface Props {
  organizationId: string;
  query: string;
  onChange: (query: string) => void;
}

/** What most searches are narrowed by; the rest is written. */
const KEYS = ['project', 'environment', 'release', 'level', 'assigned', 'browser.name', 'os.name'] as const;
export type FilterKey = (typeof KEYS)[number];

/** Choosing here edits the text of the search, which alone says what is searched for. */
export function FilterBar({ organizationId, query, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be one of a form
    <div role="group" className={styles.bar} aria-label={t('issues.filters')}>
      {KEYS.map((key) => (
        <FilterMenu key={key} organizationId={organizationId} filter={key} query={query} onChange={onChange} />
      ))}
      <TimeFilter query={query} onChange={onChange} />
    </div>
  );
}
