import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Issue } from './issue.ts';
import styles from './issue-list.module.css';
import { IssueRow } from './issue-row.tsx';
import type { SparkRange } from './issues-query.ts';
import type { Cursor } from './use-cursor.ts';
import { useSparks } from './use-sparks.ts';

/** Of a row, as `issue-row.module.css` has it. */
const ROW_PX = 60;
/** The header of the page and that of the list stick above the rows. */
const HEAD_PX = 100;
const AHEAD = 20;

interface Props {
  organizationId: string;
  issues: Issue[];
  cursor: Cursor;
  sparkRange: SparkRange;
  canChange: boolean;
  onPeek: (id: string) => void;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** As many rows as fit the window, of lists of any length; more are loaded before their end is reached. */
export function IssueList({ organizationId, issues, cursor, sparkRange, canChange, onPeek, query }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // After each rendering: whatever is above the list may have grown.
  useLayoutEffect(() => setTop(Math.round(list.current!.getBoundingClientRect().top + window.scrollY)));
  const rows = useWindowVirtualizer({
    count: issues.length,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollMargin: top,
    scrollPaddingStart: HEAD_PX,
    getItemKey: (index) => issues[index]!.id,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isNearEnd = hasNextPage && !isFetchingNextPage && last >= issues.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) fetchNextPage();
  }, [isNearEnd, fetchNextPage]);
  const { place, moves } = cursor;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the keys alone
  useEffect(() => {
    if (moves > 0 && place >= 0) rows.scrollToIndex(place, { align: 'auto' });
  }, [moves]);
  const sparks = useSparks(organizationId, issues, shown[0]?.index ?? 0, last, sparkRange);

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed one by one are no plain list
    <div ref={list} role="list" className={styles.rows} style={{ height: rows.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const issue = issues[index]!;
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={key}
            role="listitem"
            aria-setsize={hasNextPage ? -1 : issues.length}
            aria-posinset={index + 1}
            className={styles.place}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <IssueRow
              issue={issue}
              spark={sparks.get(issue.id)}
              sparkRange={sparkRange}
              isCursor={index === place}
              isSelected={cursor.isSelected(issue.id)}
              onSelect={canChange ? cursor.select : undefined}
              onPoint={cursor.point}
              onPeek={onPeek}
            />
          </div>
        );
      })}
    </div>
  );
}
