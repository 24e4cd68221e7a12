import { fullCount } from '../../format/count.ts';
import { exactTime } from '../../format/relative-time.ts';
import { t } from '../../text/text.ts';
import { Table } from '../table.tsx';
import type { ChartData } from './chart-data.ts';
import styles from './time-chart.module.css';

/** The newest first; buckets in which nothing happened are left out. */
export function ChartTable({ label, data: { times, series } }: { label: string; data: ChartData }) {
  const rows = times
    .map((time, place) => ({ time, counts: series.map(({ values }) => values[place] ?? 0) }))
    .filter(({ counts }) => counts.some((count) => count > 0))
    .reverse();
  return (
    <div className={styles.table}>
      <Table label={label} columns={[t('audit.when'), ...series.map((one) => one.label)]}>
        {rows.map(({ time, counts }) => (
          <tr key={time}>
            <td>{exactTime(new Date(time))}</td>
            {counts.map((count, place) => (
              <td key={series[place]!.label}>{fullCount(count)}</td>
            ))}
          </tr>
        ))}
      </Table>
    </div>
  );
}
