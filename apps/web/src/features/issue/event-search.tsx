import { useNavigate, useParams } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './event-search.module.css';

interface Props {
  query?: string;
  /** The page that shows what is found. */
  to: '/issues/$issueId' | '/issues/$issueId/events';
}

/** Narrows the events that one goes through, or that are listed; it stands in the address. */
export function EventSearch({ query = '', to }: Props) {
  const { issueId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const go = (next: string) => void navigate({ to, params: { issueId }, search: next === '' ? {} : { query: next } });
  return (
    <search>
      <form
        // Another search begins with its own words.
        key={query}
        className={styles.search}
        onSubmit={(event) => {
          event.preventDefault();
          go(String(new FormData(event.currentTarget).get('query')).trim());
        }}
      >
        <Field
          label={t('event.search')}
          name="query"
          type="search"
          defaultValue={query}
          placeholder="environment:production release:…"
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit" large aria-label={t('event.search_go')}>
          <Search size={16} aria-hidden="true" />
        </Button>
        {query && (
          <Button large onClick={() => go('')}>
            {t('issues.clear_search')}
          </Button>
        )}
      </form>
    </search>
  );
}
