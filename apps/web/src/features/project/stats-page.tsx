import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { type RangeSearch, seriesQueryOf } from '../../app/range.ts';
import { RangePicker } from '../../app/range-picker.tsx';
import { client } from '../../app/session.ts';
import { fullCount } from '../../format/count.ts';
import { toCsv } from '../../format/csv.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import type { Tone } from '../../ui/chart/chart-data.ts';
import { countsOf, timesOf } from '../../ui/chart/series-of.ts';
import { TimeChart } from '../../ui/chart/time-chart.tsx';
import { downloadText } from '../../ui/download-text.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Table } from '../../ui/table.tsx';
import { useProjectPage } from './use-project-page.ts';

const GROUPS = ['environment', 'release', 'level'] as const;
type Group = (typeof GROUPS)[number];
type Stats = AnswerOf<RouteOf<'getProjectStats'>>;
type StatsGroup = NonNullable<Stats['groups']>[number];

/** Beyond, colours can no longer be told apart; the rest is one. */
const TONES: Tone[] = ['accent', 'warning', 'good', 'level-fatal', 'bad', 'level-info'];

/** Events over time, by what they came from. */
export function StatsPage() {
  const { project, params } = useProjectPage();
  const search = useSearch({ strict: false }) as RangeSearch & { group?: Group };
  const { group = 'environment', ...range } = search;
  const navigate = useNavigate();
  const go = (next: RangeSearch & { group?: Group }) =>
    void navigate({ to: '/projects/$slug/stats', params: { slug: project.slug }, search: next });
  const stats = useQuery({
    queryKey: ['project-stats', project.id, range, group],
    queryFn: () => client.call('getProjectStats', { params, query: { ...seriesQueryOf(range), group_by: group } }),
    // What is shown stays until the next range is there.
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('project.stats')}
      actions={<RangePicker search={range} onChange={(next) => go({ ...next, group })} />}
    >
      <Segmented
        label={t('stats.group')}
        value={group}
        options={GROUPS.map((value) => ({ value, label: t(`stats.${value}`) }))}
        onChange={(next) => go({ ...range, group: next })}
      />
      <Loaded query={stats}>{(found) => <Groups stats={found} group={group} />}</Loaded>
    </Page>
  );
}

function Groups({ stats, group }: { stats: Stats; group: Group }) {
  const groups = stats.groups ?? [];
  const chart = useMemo(() => chartOf(stats), [stats]);
  const title = t(`stats.${group}`);
  const download = () =>
    downloadText(
      `events-by-${group}.csv`,
      toCsv([
        [title, 'time', 'events'],
        ...groups.flatMap((one) => one.data.map(({ time, count }) => [nameOf(one), time, count])),
      ]),
      'text/csv',
    );
  return (
    <Panel title={t('stats.by', { group: title })} actions={<Button onClick={download}>{t('stats.csv')}</Button>}>
      <TimeChart label={t('stats.by', { group: title })} data={chart} height={200} />
      <Table label={title} columns={[title, t('issues.column.events'), t('usage.share')]}>
        {groups.map((one) => (
          <tr key={`${one.kind} ${one.value}`}>
            <td>
              <bdi>{showUnseen(nameOf(one))}</bdi>
            </td>
            <td>{fullCount(one.total)}</td>
            <td>{stats.total > 0 ? `${((one.total / stats.total) * 100).toFixed(1)} %` : '–'}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function chartOf({ data, groups = [] }: Stats) {
  const shown = groups.slice(0, TONES.length - 1);
  const rest = groups.slice(shown.length);
  const series = shown.map((one, place) => ({ label: nameOf(one), tone: TONES[place]!, values: countsOf(one.data) }));
  if (rest.length > 0) {
    const values = data.map((_, place) => rest.reduce((sum, one) => sum + (one.data[place]?.count ?? 0), 0));
    series.push({ label: t('stats.rest'), tone: 'quiet', values });
  }
  return { times: timesOf(data), series };
}

function nameOf({ kind, value }: StatsGroup): string {
  if (kind === 'value') return value;
  return t(kind === 'none' ? 'stats.none' : 'stats.other');
}
