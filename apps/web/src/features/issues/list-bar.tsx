import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { t } from '../../text/text.ts';
import type { BulkMenu } from './bulk-bar.tsx';
import { EverythingNotice } from './everything-notice.tsx';
import type { Issue } from './issue.ts';
import { facetsQuery } from './issues-query.ts';
import { ChooseAll, ListHead } from './list-head.tsx';
import styles from './stream.module.css';
import type { Acts } from './use-acts.ts';
import type { Cursor } from './use-cursor.ts';

/** Not among what the list has to wait for. */
const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }));

interface Props {
  organizationId: string;
  query: string;
  issues: Issue[];
  /** There are more than those that are loaded. */
  hasMore: boolean;
  cursor: Cursor;
  acts: Acts;
  canChange: boolean;
  menu: BulkMenu | undefined;
  onMenu: (menu: BulkMenu | undefined) => void;
  live: { fresh: number; changed: number };
  onRefresh: () => void;
}

/** Above the rows: the names of the columns, and what can be done in their place once something is chosen. */
export function ListBar(props: Props) {
  const { organizationId, query, issues, hasMore, cursor, acts, canChange, menu, onMenu, live, onRefresh } = props;
  const { selected, isEverything } = cursor;
  const isAll = issues.length > 0 && selected.size === issues.length;
  const isBeyond = isAll && (hasMore || isEverything);
  const { data: matching } = useQuery({ ...facetsQuery(organizationId, query), enabled: isBeyond });
  const chosenIssues = issues.filter(({ id }) => selected.has(id));
  const projects = new Set(chosenIssues.map(({ project_id }) => project_id));
  const chosen = isAll ? 'all' : selected.size > 0 ? 'some' : 'none';
  const chooseAll = (isChosen: boolean) => cursor.choose(isChosen ? issues.map(({ id }) => id) : []);
  return (
    <>
      <div className={styles.bar}>
        {selected.size > 0 ? (
          <>
            <ChooseAll chosen={chosen} onChooseAll={chooseAll} />
            <Suspense>
              <BulkBar
                organizationId={organizationId}
                acts={acts}
                chosen={isEverything ? t('issues.all_selected') : t('issues.selected', { count: selected.size })}
                shortId={selected.size === 1 ? chosenIssues[0]?.short_id : undefined}
                projectId={isEverything ? undefined : onlyOne(projects)}
                canMerge={!isEverything && selected.size > 1 && projects.size === 1}
                menu={menu}
                onMenu={onMenu}
                onClear={cursor.clear}
              />
            </Suspense>
          </>
        ) : (
          <ListHead chosen={canChange ? chosen : undefined} onChooseAll={chooseAll} live={live} onRefresh={onRefresh} />
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
    </>
  );
}

function onlyOne<Value>(values: ReadonlySet<Value>): Value | undefined {
  return values.size === 1 ? [...values][0] : undefined;
}
