import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Building2, CircleCheckBig, Radar, SearchX } from 'lucide-react';
import { useRef } from 'react';
import { ErrorPage } from '../../app/error-page.tsx';
import { useOrganization } from '../../app/organization.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useChangeIssues } from './change-issues.ts';
import { type Issue, type IssueChange, SORTS } from './issue.ts';
import rowStyles from './issue-row.module.css';
import { IssueRow } from './issue-row.tsx';
import { issuesQuery, sparksQuery } from './issues-query.ts';
import { SearchBox } from './search-box.tsx';
import styles from './stream-page.module.css';
import { DEFAULT_QUERY, VIEWS } from './stream-search.ts';
import { useCursor } from './use-cursor.ts';
import { useLiveIssues } from './use-live-issues.ts';

export function StreamPage() {
  const organization = useOrganization();
  if (!organization) {
    return (
      <EmptyState icon={Building2} title={t('issues.no_organization.title')} text={t('issues.no_organization.text')} />
    );
  }
  return <Stream organizationId={organization.id} />;
}

function Stream({ organizationId }: { organizationId: string }) {
  const search = useSearch({ from: '/signed-in/issues' });
  const navigate = useNavigate();
  const searchInput = useRef<HTMLInputElement>(null);
  const { data: projects } = useQuery(projectsQuery(organizationId));
  const list = useInfiniteQuery(issuesQuery(organizationId, search));
  const issues = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const { data: sparks } = useQuery(
    sparksQuery(
      organizationId,
      issues.slice(0, 100).map(({ id }) => id),
    ),
  );
  const cursor = useCursor(issues);
  const changing = useChangeIssues(organizationId);
  const live = useLiveIssues(organizationId);

  const go = (change: Partial<typeof search>) =>
    navigate({ to: '/issues', search: { ...search, ...change }, replace: true });
  const change = (wanted: IssueChange, said: string) => {
    if (cursor.subjects.length === 0) return;
    changing.mutate({ issues: cursor.subjects, change: wanted, said });
    cursor.clear();
  };
  const count = cursor.subjects.length;
  const open = (issue: Issue | undefined) =>
    issue && void navigate({ to: '/issues/$issueId', params: { issueId: issue.id } });
  const refresh = () => {
    live.forget();
    void list.refetch();
  };

  const group = t('nav.issues');
  useShortcuts([
    { id: 'issues.search', keys: '/', title: t('issues.search'), group, run: () => searchInput.current?.focus() },
    { id: 'issues.next', keys: 'j', title: t('keys.next'), group, run: () => cursor.move(1) },
    { id: 'issues.previous', keys: 'k', title: t('keys.previous'), group, run: () => cursor.move(-1) },
    { id: 'issues.extend', keys: 'Shift+j', title: t('keys.extend'), group, run: () => cursor.extend(1) },
    { id: 'issues.open', keys: 'Enter', title: t('keys.open'), group, run: () => open(cursor.current) },
    {
      id: 'issues.select',
      keys: 'x',
      title: t('keys.select'),
      group,
      run: () => cursor.current && cursor.select(cursor.current.id, !cursor.selected.has(cursor.current.id)),
    },
    {
      id: 'issues.resolve',
      keys: 'e',
      title: t('issues.resolve'),
      group,
      run: () => change({ status: 'resolved', resolution: 'now' }, t('issues.said.resolved', { count })),
    },
    {
      id: 'issues.resolve_next',
      keys: 'Shift+e',
      title: t('issues.resolve_next'),
      group,
      run: () => change({ status: 'resolved', resolution: 'next_release' }, t('issues.said.resolved', { count })),
    },
    {
      id: 'issues.ignore',
      keys: 'm',
      title: t('issues.ignore_forever'),
      group,
      run: () => change({ status: 'ignored', ignore: { forever: true } }, t('issues.said.ignored', { count })),
    },
    { id: 'issues.refresh', keys: 'r', title: t('issues.refresh'), group, run: refresh },
  ]);

  const query = search.query ?? DEFAULT_QUERY;
  const projectOptions = [
    { value: '', label: t('issues.all_projects') },
    ...(projects ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={styles.page}>
      <title>{`${t('nav.issues')} · Railguard`}</title>
      <div className={styles.head}>
        <h1>{t('nav.issues')}</h1>
        <nav className={styles.tabs} aria-label={t('issues.views')}>
          {VIEWS.map((view) => (
            <Link
              key={view.id}
              to="/issues"
              search={{ ...search, query: view.query }}
              className={styles.tab}
              activeProps={{}}
              aria-current={view.query === query ? 'page' : undefined}
            >
              {t(`issues.view.${view.id}`)}
            </Link>
          ))}
        </nav>
      </div>
      <div className={styles.filters}>
        <Select
          label={t('issues.project')}
          hideLabel
          value={search.project ?? ''}
          options={projectOptions}
          onChange={(project) => go({ project: project || undefined })}
        />
        <SearchBox value={query} onSearch={(text) => go({ query: text })} error={list.error} input={searchInput} />
        <Select
          label={t('issues.sort')}
          hideLabel
          value={search.sort ?? 'last_seen'}
          options={SORTS.map((value) => ({ value, label: t(`issues.sort.${value}`) }))}
          onChange={(sort) => go({ sort })}
        />
      </div>
      {list.error && issues.length === 0 ? (
        <ErrorPage error={list.error} reset={() => void list.refetch()} />
      ) : (
        <section className={styles.list} aria-label={t('nav.issues')} aria-busy={list.isFetching}>
          <div className={styles.bar}>
            {cursor.selected.size > 0 ? (
              <BulkBar
                count={cursor.selected.size}
                busy={changing.isPending}
                onChange={change}
                onClear={cursor.clear}
              />
            ) : (
              <div className={styles.columns}>
                <span>
                  {live.fresh + live.changed > 0 && (
                    <Button onClick={refresh}>{t('issues.live', { fresh: live.fresh, changed: live.changed })}</Button>
                  )}
                </span>
                <span>{t('issues.column.spark')}</span>
                <span>{t('issues.column.events')}</span>
                <span>{t('issues.column.users')}</span>
                <span>{t('issues.column.last_seen')}</span>
              </div>
            )}
          </div>
          {list.isPending && <Rows />}
          {issues.map((issue) => (
            <IssueRow
              key={issue.id}
              issue={issue}
              spark={sparks?.get(issue.id)}
              isCursor={issue.id === cursor.current?.id}
              isSelected={cursor.selected.has(issue.id)}
              onSelect={(isSelected) => cursor.select(issue.id, isSelected)}
              onPoint={() => cursor.point(issue.id)}
            />
          ))}
          {list.hasNextPage && (
            <div className={styles.more}>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('issues.more')}
              </Button>
            </div>
          )}
        </section>
      )}
      {!list.isPending && !list.error && issues.length === 0 && (
        <Nothing
          query={query}
          hasEvents={(projects ?? []).some(({ has_events }) => has_events)}
          onClear={() => go({ query: '' })}
        />
      )}
    </div>
  );
}

/** Why there is nothing: no event yet, all is well, or a search that finds nothing. */
function Nothing({ query, hasEvents, onClear }: { query: string; hasEvents: boolean; onClear: () => void }) {
  if (!hasEvents) {
    return (
      <EmptyState icon={Radar} title={t('issues.no_events.title')} text={t('issues.no_events.text')}>
        <Link to="/projects">{t('issues.no_events.action')}</Link>
      </EmptyState>
    );
  }
  if (query === DEFAULT_QUERY) {
    return (
      <EmptyState icon={CircleCheckBig} title={t('issues.all_resolved.title')} text={t('issues.all_resolved.text')}>
        <Button onClick={onClear}>{t('issues.show_all')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={t('issues.no_match.title')} text={t('issues.no_match.text')}>
      <Button onClick={onClear}>{t('issues.clear_search')}</Button>
    </EmptyState>
  );
}

/** As many rows as fit a screen, of the very size that the real ones have. */
function Rows() {
  return Array.from({ length: 10 }, (_, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
    <div key={place} className={rowStyles.row}>
      <span />
      <span />
      <Skeleton width={40 - ((place * 7) % 20)} />
    </div>
  ));
}
