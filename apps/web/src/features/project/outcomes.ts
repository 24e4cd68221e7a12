import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { t } from '../../text/text.ts';
import type { ChartData, Tone } from '../../ui/chart/chart-data.ts';

type Outcomes = AnswerOf<RouteOf<'getProjectOutcomes'>>;
export type Row = Outcomes['data'][number];

const STEP_MS = { '1h': 3_600_000, '1d': 86_400_000 };
const TONES = {
  stored: 'accent',
  filtered: 'quiet',
  rate_limited: 'warning',
  invalid: 'bad',
  dropped: 'level-debug',
} as const satisfies Partial<Record<Row['outcome'], Tone>>;

/** Each outcome over time, also where a bucket has none: the API leaves those out. What clients kept is no part of it. */
export function outcomeChart({ from, to, data }: Outcomes, interval: '1h' | '1d'): ChartData {
  const step = STEP_MS[interval];
  const times: number[] = [];
  for (let time = Math.floor(Date.parse(from) / step) * step; time < Date.parse(to); time += step) times.push(time);
  const series = (Object.keys(TONES) as (keyof typeof TONES)[]).map((outcome) => {
    const counts = new Map<number, number>();
    for (const row of data) {
      if (row.outcome !== outcome || !row.time) continue;
      const time = Date.parse(row.time);
      counts.set(time, (counts.get(time) ?? 0) + row.quantity);
    }
    return { label: t(`outcome.${outcome}`), tone: TONES[outcome], values: times.map((time) => counts.get(time) ?? 0) };
  });
  return { times, series: series.filter(({ values }) => values.some((value) => value > 0)) };
}

/** Of all times and kinds of item together, the most frequent first. */
export function sumByReason(data: readonly Row[]): Pick<Row, 'outcome' | 'reason' | 'quantity'>[] {
  const sums = new Map<string, Pick<Row, 'outcome' | 'reason' | 'quantity'>>();
  for (const { outcome, reason, quantity } of data) {
    const key = `${outcome} ${reason}`;
    sums.set(key, { outcome, reason, quantity: (sums.get(key)?.quantity ?? 0) + quantity });
  }
  return [...sums.values()].sort((a, b) => b.quantity - a.quantity);
}
