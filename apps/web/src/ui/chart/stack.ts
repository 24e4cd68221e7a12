/** Sums from the first series up, so that each bar stands on those below it. */
export function stack(series: readonly (readonly number[])[]): number[][] {
  let below: number[] | undefined;
  return series.map((values) => {
    const sums: number[] = values.map((value, place) => value + (below?.[place] ?? 0));
    below = sums;
    return sums;
  });
}
