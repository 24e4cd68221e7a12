const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en');

/** `950`, `1.2K`, `3.4M`: for columns. */
export function shortCount(count: number): string {
  return compact.format(count);
}

/** `1,234,567`. */
export function fullCount(count: number): string {
  return whole.format(count);
}
