/** Latencies in classes of less than 2 % of their size, from a microsecond to an hour, in a few kilobytes. */
export interface Histogram {
  record(milliseconds: number): void;
  summary(): Latency;
}

/** In milliseconds. */
export interface Latency {
  count: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  max: number;
}

/** Steps between one power of two and the next. */
const STEPS = 64;
const POWERS = 32;

export function createHistogram(): Histogram {
  const counts = new Uint32Array(STEPS * POWERS);
  let count = 0;
  let max = 0;

  function quantile(share: number): number {
    const rank = Math.ceil(share * count);
    let seen = 0;
    for (let index = 0; index < counts.length; index++) {
      seen += counts[index]!;
      if (count > 0 && seen >= rank) return Math.min(upperEdge(index), max);
    }
    return Number.NaN;
  }

  return {
    record(milliseconds) {
      counts[classOf(milliseconds)]!++;
      count++;
      if (milliseconds > max) max = milliseconds;
    },
    summary: () => ({
      count,
      p50: quantile(0.5),
      p90: quantile(0.9),
      p95: quantile(0.95),
      p99: quantile(0.99),
      max,
    }),
  };
}

function classOf(milliseconds: number): number {
  const microseconds = Math.max(1, milliseconds * 1_000);
  return Math.min(STEPS * POWERS - 1, Math.floor(Math.log2(microseconds) * STEPS));
}

function upperEdge(index: number): number {
  return 2 ** ((index + 1) / STEPS) / 1_000;
}
