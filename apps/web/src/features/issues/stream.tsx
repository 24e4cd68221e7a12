import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { LiveChip } from '../../app/live-chip.tsx';
import { t } from '../../text/text.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type IssueSort, SORTS } from './issue.ts';
import { issuesQuery, type SparkRange } from './issues-query.ts';
import { SearchBox } from './search-box.tsx';
import styles from './stream.module.css';
import { StreamBody } from './stream-body.tsx';
import { useLiveIssues } from './use-live-issues.ts';
import { useStreamSearch } from './use-stream-search.ts';
import { ViewTabs } from './view-tabs.tsx';

const SPARK_RANGES = (['24h', '14d'] as const).map((value) => ({ value, label: t(`issues.spark_range.${value}`) }));

interface Props {
  organizationId: string;
  canChange: boolean;
}

/** The issues of an organisation: which ones is said by the search alone, which everything above the list edits. */
export function Stream({ organizationId, canChange }: Props) {
  const stream = useStreamSearch(organizationId);
  const { search, query, views, go, isReady } = stream;
  const searchInput = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery({ ...issuesQuery(organizationId, query, search.sort), enabled: isReady });
  const live = useLiveIssues(organizationId);
  const sparkRange: SparkRange = search.spark ?? '14d';
  const onSearch = (text: string) => go({ query: text });
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHeading title={t('nav.issues')} />
        <LiveChip isConnected={live.isConnected} />
        <ViewTabs
          organizationId={organizationId}
          search={search}
          query={query}
          views={views}
          current={views.find(({ id }) => id === search.view)}
          onGo={(next) => go({ view: undefined, ...next })}
        />
      </div>
      <div className={styles.search}>
        <SearchBox
          organizationId={organizationId}
          value={query}
          onSearch={onSearch}
          error={list.error}
          input={searchInput}
        />
        <div className={styles.controls}>
          <Segmented
            label={t('issues.spark_range')}
            value={sparkRange}
            options={SPARK_RANGES}
            onChange={(range) => go({ spark: range === '24h' ? range : undefined }, false)}
          />
          <Select<IssueSort>
            label={t('issues.sort')}
            hideLabel
            value={search.sort ?? 'last_seen'}
            options={SORTS.map((value) => ({ value, label: t(`issues.sort.${value}`) }))}
            onChange={(sort) => go({ sort })}
          />
        </div>
      </div>
      <FilterBar organizationId={organizationId} query={query} onChange={onSearch} />
      <StreamBody
        organizationId={organizationId}
        canChange={canChange}
        stream={stream}
        list={list}
        live={live}
        sparkRange={sparkRange}
        searchInput={searchInput}
      />
    </div>
  );
}
