import { t } from '../text/text.ts';

const UNITS = [
  ['days', 1_440],
  ['hours', 60],
  ['minutes', 1],
] as const;
export type MinuteUnit = (typeof UNITS)[number][0];
export const MINUTE_UNITS: readonly MinuteUnit[] = ['minutes', 'hours', 'days'];

/** In the largest unit that needs no fraction. */
export function inUnits(minutes: number): { count: number; unit: MinuteUnit } {
  const [unit, size] = UNITS.find((each) => minutes >= each[1] && minutes % each[1] === 0) ?? UNITS[2];
  return { count: minutes / size, unit };
}

export function minutesIn(unit: MinuteUnit): number {
  return UNITS.find(([name]) => name === unit)![1];
}

/** `30 minutes`, `an hour`, `7 days`; `… minutes` of a number that is still being written. */
export function wordMinutes(minutes: number): string {
  const { count, unit } = inUnits(minutes);
  return t(`time.${unit}`, { count: Number.isNaN(count) ? '…' : count });
}
