import { type Figure, isMet } from '../figure.ts';

export const COLUMNS = ['figure', 'measured', 'target', 'beside it', 'share', 'met', 'note'] as const;

/** A figure as the cells of one line. */
export function rowOf(figure: Figure): string[] {
  const { title, value, unit, target, baseline, note = '' } = figure;
  const met = isMet(figure);
  return [
    title,
    `${formatNumber(value)} ${unit}`,
    target ? ('atLeast' in target ? `≥ ${formatNumber(target.atLeast)}` : `≤ ${formatNumber(target.atMost)}`) : '',
    baseline ? `${baseline.title} ${formatNumber(baseline.value)}` : '',
    baseline ? share(value / baseline.value, baseline.shareAtLeast) : '',
    met === undefined ? '' : met ? 'yes' : 'NO',
    note,
  ];
}

/** Three digits say all that such a measurement knows. */
function formatNumber(value: number): string {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

function share(ratio: number, atLeast: number | undefined): string {
  const measured = `${(ratio * 100).toFixed(0)} %`;
  return atLeast === undefined ? measured : `${measured} (≥ ${(atLeast * 100).toFixed(0)} %)`;
}
