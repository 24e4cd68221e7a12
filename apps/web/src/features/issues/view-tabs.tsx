import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Star } from 'lucide-react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { LinkBar } from '../../ui/link-bar.tsx';
import { countable } from './countable.ts';
import { countsQuery } from './issues-query.ts';
import { type StreamSearch, VIEWS } from './stream-search.ts';
import { ViewMenu } from './view-menu.tsx';
import styles from './view-tabs.module.css';
import type { SavedView } from './views-query.ts';

interface Props {
  organizationId: string;
  search: StreamSearch;
  query: string;
  views: SavedView[];
  /** The saved view that is shown, also where its search was changed since. */
  current: SavedView | undefined;
  onGo: (search: StreamSearch) => void;
}

/** The searches that people come back to, with how many issues each finds; what can be done with the one that is open. */
export function ViewTabs({ organizationId, search, query, views, current, onGo }: Props) {
  const queries = countable([...VIEWS, ...views].map((view) => view.query));
  const { data: counts } = useQuery(countsQuery(organizationId, queries));
  const { peek: _, ...rest } = search;
  const isBuiltIn = current === undefined && VIEWS.some((view) => view.query === query);
  return (
    <div className={styles.views}>
      <LinkBar className={styles.tabs} label={t('issues.views')}>
        {VIEWS.map((view) => (
          <Link
            key={view.id}
            to="/issues"
            search={{ ...rest, query: view.query, view: undefined }}
            className={styles.tab}
            activeProps={{}}
            aria-current={!current && view.query === query ? 'page' : undefined}
          >
            {t(`issues.view.${view.id}`)} {countOf(view.query)}
          </Link>
        ))}
        {views.map((view) => (
          <Link
            key={view.id}
            to="/issues"
            search={{ ...rest, query: view.query, sort: view.sort, view: view.id }}
            className={styles.tab}
            activeProps={{}}
            aria-current={view.id === current?.id ? 'page' : undefined}
          >
            {view.is_default && <Star size={12} aria-label={t('views.is_default')} />}
            <bdi>{showUnseen(view.name)}</bdi> {countOf(view.query)}
          </Link>
        ))}
      </LinkBar>
      <ViewMenu
        organizationId={organizationId}
        query={query}
        sort={search.sort ?? 'last_seen'}
        views={views}
        current={current}
        canSave={!isBuiltIn}
        onGo={onGo}
      />
    </div>
  );

  function countOf(text: string) {
    const found = counts?.find((each) => each.query === text);
    // Its room is kept, so that nothing moves when the counts come.
    const word = found?.issue_count == null ? '' : `${found.is_capped ? '999+' : found.issue_count}`;
    return <span className={styles.count}>{word}</span>;
  }
}
