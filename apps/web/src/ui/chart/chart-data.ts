/** A colour by what it stands for; see tokens.css. */
export type Tone = 'accent' | 'good' | 'bad' | 'warning' | 'quiet' | 'level-fatal' | 'level-info' | 'level-debug';

export interface ChartSeries {
  label: string;
  tone: Tone;
  /** One for each of the chart's times. */
  values: number[];
}

/** Something that happened at a moment, such as a release. */
export interface ChartMarker {
  /** Milliseconds since 1970. */
  at: number;
  label: string;
}

/** Counts over time: each time (milliseconds since 1970) is where a bucket begins. */
export interface ChartData {
  times: number[];
  series: ChartSeries[];
  markers?: ChartMarker[];
}

export const TOKENS: Record<Tone, string> = {
  accent: '--accent',
  good: '--good',
  bad: '--bad',
  warning: '--warning',
  quiet: '--text-quiet',
  'level-fatal': '--level-fatal',
  'level-info': '--level-info',
  'level-debug': '--level-debug',
};
