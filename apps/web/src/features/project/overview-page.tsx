import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { type RangeSearch, seriesQueryOf } from '../../app/range.ts';
import { RangePicker } from '../../app/range-picker.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { countsOf, timesOf } from '../../ui/chart/series-of.ts';
import { TimeChart } from '../../ui/chart/time-chart.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BusiestIssues } from './busiest-issues.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { useProjectPage } from './use-project-page.ts';
import { WaitingNotice } from './waiting-notice.tsx';

/** How a project is doing. */
export function OverviewPage() {
  const { project, params } = useProjectPage();
  const search = useSearch({ strict: false }) as RangeSearch;
  const navigate = useNavigate();
  const go = (range: RangeSearch) =>
    void navigate({ to: '/projects/$slug', params: { slug: project.slug }, search: range });
  const query = useMemo(() => seriesQueryOf(search), [search]);
  const events = useQuery({
    queryKey: ['project-stats', project.id, search],
    queryFn: () => client.call('getProjectStats', { params, query }),
    // What is shown stays until the next range is there.
    placeholderData: keepPreviousData,
  });
  const fresh = useQuery({
    queryKey: ['new-issues', project.id, search],
    queryFn: () => client.call('getNewIssueStats', { params, query }),
    // What is shown stays until the next range is there.
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={project.name} actions={<RangePicker search={search} onChange={go} />}>
      {!project.has_events && <WaitingNotice slug={project.slug} />}
      <RefusalNotice projectId={project.id} slug={project.slug} />
      <Panel title={t('issues.column.events')}>
        <Loaded query={events} skeleton={<Skeleton width={40} />}>
          {({ data }) => (
            <Chart
              label={t('issues.column.events')}
              data={data}
              tone="accent"
              onRange={(from, to) => go(between(from, to))}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title={t('project.new_issues')}>
        <Loaded query={fresh} skeleton={<Skeleton width={40} />}>
          {({ data }) => (
            <Chart
              label={t('project.new_issues')}
              data={data}
              tone="warning"
              onRange={(from, to) => go(between(from, to))}
            />
          )}
        </Loaded>
      </Panel>
      <Panel
        title={t('project.busiest')}
        actions={
          <Link to="/issues" search={{ project: project.id }}>
            {t('project.all_issues')}
          </Link>
        }
      >
        <BusiestIssues projectId={project.id} />
      </Panel>
    </Page>
  );
}

interface ChartProps {
  label: string;
  data: { time: string; count: number }[];
  tone: 'accent' | 'warning';
  onRange: (from: number, to: number) => void;
}

function Chart({ label, data, tone, onRange }: ChartProps) {
  const chart = useMemo(
    () => ({ times: timesOf(data), series: [{ label, tone, values: countsOf(data) }] }),
    [data, label, tone],
  );
  return <TimeChart label={label} data={chart} onRange={onRange} />;
}

function between(from: number, to: number): RangeSearch {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
