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
import { t } from '../../text/text.ts';
import { TimeChart } from '../../ui/chart/time-chart.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { outcomeChart, sumByReason } from './outcomes.ts';
import { useProjectPage } from './use-project-page.ts';
import { adviceFor, wordReason } from './word-reason.ts';

type Outcomes = AnswerOf<RouteOf<'getProjectOutcomes'>>;

/** What came in, and what became of it. */
export function OutcomesPage() {
  const { project, params } = useProjectPage();
  const search = useSearch({ strict: false }) as RangeSearch;
  const navigate = useNavigate();
  const go = (range: RangeSearch) =>
    void navigate({ to: '/projects/$slug/outcomes', params: { slug: project.slug }, search: range });
  const query = useMemo(() => seriesQueryOf(search), [search]);
  const outcomes = useQuery({
    queryKey: ['outcomes', project.id, search],
    queryFn: () => client.call('getProjectOutcomes', { params, query }),
    // What is shown stays until the next range is there.
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('project.outcomes')}
      lead={t('outcomes.text')}
      actions={<RangePicker search={search} onChange={go} />}
    >
      <Loaded query={outcomes}>{(found) => <Found outcomes={found} interval={query.interval} />}</Loaded>
    </Page>
  );
}

function Found({ outcomes, interval }: { outcomes: Outcomes; interval: '1h' | '1d' }) {
  const chart = useMemo(() => outcomeChart(outcomes, interval), [outcomes, interval]);
  return (
    <>
      <Panel title={t('outcomes.over_time')}>
        <TimeChart label={t('project.outcomes')} data={chart} height={200} />
      </Panel>
      <Panel title={t('outcomes.reasons')}>
        <Table
          label={t('outcomes.reasons')}
          columns={[t('outcomes.outcome'), t('outcomes.reason'), t('outcomes.quantity'), t('outcomes.advice')]}
        >
          {sumByReason(outcomes.data).map(({ outcome, reason, quantity }) => (
            <tr key={`${outcome} ${reason}`}>
              <td>{t(`outcome.${outcome}`)}</td>
              <td>{wordReason(reason)}</td>
              <td>{fullCount(quantity)}</td>
              <td>{adviceFor(reason)}</td>
            </tr>
          ))}
        </Table>
      </Panel>
    </>
  );
}
