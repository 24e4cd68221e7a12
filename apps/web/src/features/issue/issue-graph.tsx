import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { type RangeSearch, seriesQueryOf } from '../../app/range.ts';
import { RangePicker } from '../../app/range-picker.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import type { ChartMarker } from '../../ui/chart/chart-data.ts';
import { countsOf, timesOf } from '../../ui/chart/series-of.ts';
import { TimeChart } from '../../ui/chart/time-chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { releasesQuery } from './issue-query.ts';
import { useIssue } from './use-issue.ts';

const HEIGHT = 110;

/** How often it happened, and where releases began. */
export function IssueGraph() {
  const { issue, params } = useIssue();
  const search = useSearch({ strict: false }) as RangeSearch;
  const navigate = useNavigate();
  const go = ({ range, from, to }: RangeSearch) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, range, from, to }),
      replace: true,
      resetScroll: false,
    });
  const { range, from, to } = search;
  const stats = useQuery({
    queryKey: ['issue', issue.id, 'stats', { range, from, to }],
    queryFn: () => client.call('getIssueStats', { params, query: seriesQueryOf({ range, from, to }) }),
    placeholderData: keepPreviousData,
  });
  const { data: releases } = useQuery(releasesQuery(issue.project_id));
  return (
    <Panel title={t('issues.column.events')} actions={<RangePicker search={search} onChange={go} />}>
      <Loaded query={stats} skeleton={<div style={{ height: HEIGHT + 34 }} />}>
        {({ data }) => (
          <Graph
            data={data}
            markers={releases ?? NONE}
            onRange={(first, last) => go({ from: new Date(first).toISOString(), to: new Date(last).toISOString() })}
          />
        )}
      </Loaded>
    </Panel>
  );
}

const NONE: ChartMarker[] = [];

interface GraphProps {
  data: { time: string; count: number }[];
  markers: ChartMarker[];
  onRange: (from: number, to: number) => void;
}

function Graph({ data, markers, onRange }: GraphProps) {
  const label = t('issues.column.events');
  const chart = useMemo(
    () => ({ times: timesOf(data), series: [{ label, tone: 'accent' as const, values: countsOf(data) }], markers }),
    [data, markers, label],
  );
  return <TimeChart label={label} data={chart} height={HEIGHT} onRange={onRange} />;
}
