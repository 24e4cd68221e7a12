import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { ErrorPage } from '../../app/error-page.tsx';
import { t } from '../../text/text.ts';
import { BulkBar, type BulkMenu } from './bulk-bar.tsx';
import { EverythingNotice } from './everything-notice.tsx';
import { IssueList } from './issue-list.tsx';
import { facetsQuery, type IssueList as List, type SparkRange } from './issues-query.ts';
import { ChooseAll, ListHead } from './list-head.tsx';
import { Nothing } from './nothing.tsx';
import { Peek } from './peek.tsx';
import { mistakeOf } from './search-mistake.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import styles from './stream.module.css';
import { useActs } from './use-acts.ts';
import { useCursor } from './use-cursor.ts';
import type { useLiveIssues } from './use-live-issues.ts';
import { useStreamKeys } from './use-stream-keys.ts';
import type { useStreamSearch } from './use-stream-search.ts';

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
  const { selected, isEverything, subjects } = cursor;
  const isAll = issues.length > 0 && issues.every(({ id }) => selected.has(id));
  const isBeyond = isAll && (list.hasNextPage || isEverything);
  const { data: matching } = useQuery({ ...facetsQuery(organizationId, query), enabled: isBeyond });

  const projectIds = (projects ?? []).map(({ id }) => id).slice(0, MOST_PROJECTS);
  const acts = useActs(organizationId, {
    chosen: isEverything ? { project_ids: projectIds, query } : { ids: subjects },
    count: isEverything ? (matching?.issue_count ?? subjects.length) : subjects.length,
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
  useStreamKeys({ issues, cursor, acts, canChange, searchInput, refresh, setMenu, peek: search.peek, go });

  const mistake = mistakeOf(list.error, query);
  const chosenIssues = issues.filter(({ id }) => selected.has(id));
  const canMerge =
    !isEverything && selected.size > 1 && new Set(chosenIssues.map((each) => each.project_id)).size === 1;
  const chooseAll = (isChosen: boolean) => cursor.choose(isChosen ? issues.map(({ id }) => id) : []);
  const chosen = isAll ? 'all' : selected.size > 0 ? 'some' : 'none';
  const peek = search.peek;
  return (
    <div className={peek ? `${styles.body} ${styles.peeking}` : styles.body}>
      {list.error && !mistake && <ErrorPage error={list.error} reset={() => void list.refetch()} />}
      {!list.isPending && issues.length === 0 && (!list.error || mistake) ? (
        <Nothing
          query={query}
          projects={projects}
          isMistaken={Boolean(mistake)}
          onSearch={(text) => go({ query: text })}
        />
      ) : (
        <section className={styles.list} aria-label={t('nav.issues')} aria-busy={list.isFetching}>
          <div className={styles.bar}>
            {selected.size > 0 ? (
              <>
                <ChooseAll chosen={chosen} onChooseAll={chooseAll} />
                <BulkBar
                  organizationId={organizationId}
                  acts={acts}
                  chosen={isEverything ? t('issues.all_selected') : t('issues.selected', { count: selected.size })}
                  shortId={selected.size === 1 ? chosenIssues[0]?.short_id : undefined}
                  canMerge={canMerge}
                  menu={menu}
                  onMenu={setMenu}
                  onClear={cursor.clear}
                />
              </>
            ) : (
              <ListHead
                chosen={canChange ? chosen : undefined}
                onChooseAll={chooseAll}
                live={live}
                onRefresh={refresh}
              />
            )}
          </div>
          {isBeyond && (
            <EverythingNotice
              loaded={issues.length}
              matching={matching}
              isEverything={isEverything}
              onChoose={cursor.chooseEverything}
            />
          )}
          {list.isPending && !list.error ? (
            <SkeletonRows />
          ) : (
            <IssueList
              organizationId={organizationId}
              issues={issues}
              cursor={cursor}
              sparkRange={sparkRange}
              canChange={canChange}
              query={list}
            />
          )}
        </section>
      )}
      {peek && (
        <Peek
          key={peek}
          organizationId={organizationId}
          issueId={peek}
          sparkRange={sparkRange}
          canChange={canChange}
          onClose={() => go({ peek: undefined }, false)}
        />
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
