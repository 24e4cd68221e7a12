/** One measured number, beside what it should be and what it is compared with. */
export interface Figure {
  /** Stable name in the JSON, such as `accepted_2kb`. */
  id: string;
  title: string;
  value: number;
  unit: 'events/s' | 'requests/s' | 'ms' | 's' | 'MB' | 'bytes' | 'µs' | 'of 1';
  /** Every run, where `value` is their median. */
  runs?: number[];
  /** The value itself is to be at least or at most this. */
  target?: Bound;
  baseline?: Baseline;
  /** What else was seen, in a few words. */
  note?: string;
}

export type Bound = { atLeast: number } | { atMost: number };

/** The same work with nothing of Railguard in it, measured in the same run. */
export interface Baseline {
  title: string;
  value: number;
  /** The figure is to reach this share of the baseline. */
  shareAtLeast?: number;
}

/** Whether a figure reaches all its targets; undefined where it has none. */
export function isMet({ value, target, baseline }: Figure): boolean | undefined {
  const verdicts: boolean[] = [];
  if (target) verdicts.push('atLeast' in target ? value >= target.atLeast : value <= target.atMost);
  if (baseline?.shareAtLeast !== undefined) verdicts.push(value / baseline.value >= baseline.shareAtLeast);
  return verdicts.length === 0 ? undefined : verdicts.every(Boolean);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
