import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import { Failure } from '../../app/failure.tsx';
import { t } from '../../text/text.ts';
import type { BulkMenu } from './bulk-bar.tsx';
import { IssueList } from './issue-list.tsx';
import type { IssueList as List, SparkRange } from './issues-query.ts';
import { ListBar } from './list-bar.tsx';
import { Nothing } from './nothing.tsx';
import { mistakeOf } from './search-mistake.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import styles from './stream.module.css';
import { useActs } from './use-acts.ts';
import { useCursor } from './use-cursor.ts';
import type { useLiveIssues } from './use-live-issues.ts';
import { useStreamKeys } from './use-stream-keys.ts';
import type { useStreamSearch } from './use-stream-search.ts';

/** Not among what the list has to wait for. */
const Peek = lazy(async () => ({ default: (await import('./peek.tsx')).Peek }));

interface Props {
  organizationId: string;
  canChange: boolean;
  stream: ReturnType<typeof useStreamSearch>;
  list: List;
  live: ReturnType<typeof useLiveIssues>;
  sparkRange: SparkRange;
  searchInput: RefObject<HTMLInputElement | null>;
}

/** The list, what can be done with its rows, and the issue that is looked at beside it. */
export function StreamBody({ organizationId, canChange, stream, list, live, sparkRange, searchInput }: Props) {
  const { search, query, projects, go } = stream;
  const [menu, setMenu] = useState<BulkMenu>();
  const issues = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const cursor = useCursor(issues);
  const { isEverything, subjects } = cursor;

  const projectIds = (projects ?? []).map(({ id }) => id).slice(0, MOST_PROJECTS);
  const acts = useActs(organizationId, {
    chosen: isEverything ? { project_ids: projectIds, query } : { ids: subjects },
    onDone: () => {
      stepAside();
      cursor.clear();
      setMenu(undefined);
    },
    onFailed: (ids) => ids.length > 0 && cursor.choose(ids),
  });
  const refresh = () => {
    live.forget();
    void list.refetch();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list was read anew, there is no news
  useEffect(() => live.forget(), [list.dataUpdatedAt]);
  // What was chosen in another list is out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search is another list
  useEffect(cursor.clear, [query]);
  useStreamKeys({ issues, cursor, acts, canChange, searchInput, refresh, setMenu, peek: search.peek, go });

  const mistake = mistakeOf(list.error, query);
  const peek = search.peek;
  return (
    <div className={peek ? `${styles.body} ${styles.peeking}` : styles.body}>
      {list.error && !mistake && <Failure error={list.error} reset={() => void list.refetch()} />}
      {!list.isPending && issues.length === 0 && (!list.error || mistake) ? (
        <Nothing
          query={query}
          projects={projects}
          isMistaken={Boolean(mistake)}
          onSearch={(text) => go({ query: text })}
        />
      ) : (
        <section className={styles.list} aria-label={t('nav.issues')} aria-busy={list.isFetching}>
          <ListBar
            organizationId={organizationId}
            query={query}
            issues={issues}
            hasMore={list.hasNextPage}
            cursor={cursor}
            acts={acts}
            canChange={canChange}
            menu={menu}
            onMenu={setMenu}
            live={live}
            onRefresh={refresh}
          />
          {list.isPending && !list.error ? (
            <SkeletonRows />
          ) : (
            <IssueList
              organizationId={organizationId}
              issues={issues}
              cursor={cursor}
              sparkRange={sparkRange}
              canChange={canChange}
              onPeek={(id) => {
                cursor.point(id);
                go({ peek: id }, false);
              }}
              query={list}
            />
          )}
        </section>
      )}
      {peek && (
        <Suspense>
          <Peek
            key={peek}
            organizationId={organizationId}
            issueId={peek}
            row={issues.find(({ id }) => id === peek)}
            sparkRange={sparkRange}
            canChange={canChange}
            onClose={() => go({ peek: undefined }, false)}
          />
        </Suspense>
      )}
    </div>
  );

  /** What the cursor is on may be about to leave the list: it goes to the nearest that stays. */
  function stepAside(): void {
    if (isEverything || !cursor.current || !subjects.includes(cursor.current.id)) return;
    const stays = ({ id }: { id: string }) => !subjects.includes(id);
    const next = issues.slice(cursor.place).find(stays) ?? issues.slice(0, cursor.place).findLast(stays);
    if (next) cursor.point(next.id);
  }
}

/** As many as one request names. */
const MOST_PROJECTS = 100;
