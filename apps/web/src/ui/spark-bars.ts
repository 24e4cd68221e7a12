/**
 * The path of a bar for each count, in a box of `width` × `height`; a count that is not 0 is never invisible.
 * All 0 is one line at the foot.
 */
export function sparkBars(counts: number[], width: number, height: number): string {
  const most = Math.max(...counts, 1);
  const step = width / Math.max(counts.length, 1);
  const bar = Math.max(step - 1, 0.5);
  return counts
    .map((count, index) => {
      const tall = count === 0 ? 0.5 : Math.max((count / most) * height, 2);
      const x = (index * step).toFixed(1);
      return `M${x} ${(height - tall).toFixed(1)}h${bar.toFixed(1)}v${tall.toFixed(1)}h-${bar.toFixed(1)}z`;
    })
    .join('');
}
