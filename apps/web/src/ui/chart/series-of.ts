interface Bucket {
  time: string;
  count: number;
}

/** The times of a series of the API, in milliseconds since 1970. */
export function timesOf(data: readonly Bucket[]): number[] {
  return data.map(({ time }) => Date.parse(time));
}

export function countsOf(data: readonly Bucket[]): number[] {
  return data.map(({ count }) => count);
}
