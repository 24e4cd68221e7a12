import type { Target } from './target.ts';

/** What came of a fixed count of events. */
export interface StoredCount<Part extends string> {
  /** Events a second, from the first request until the last of them can be read. */
  perSecond: number;
  /** Processor time that each part used for one event. */
  microseconds: Record<Part, number>;
}

/**
 * Sends so many events as fast as they are accepted, and stops the clock when the API counts the last of them as stored.
 * @param cpuSeconds what each part of the receiver has used so far
 */
export async function storeCount<Part extends string>(
  target: Target,
  requests: number,
  cpuSeconds: () => Record<Part, number>,
): Promise<StoredCount<Part>> {
  const before = cpuSeconds();
  const started = performance.now();
  const { accepted } = await target.load({ kind: 'count', requests });
  await target.untilStored(accepted);
  const seconds = (performance.now() - started) / 1_000;
  const after = cpuSeconds();
  const parts = Object.keys(after) as Part[];
  const each = (part: Part) => ((after[part] - before[part]) / accepted) * 1e6;
  return {
    perSecond: accepted / seconds,
    microseconds: Object.fromEntries(parts.map((part) => [part, each(part)])) as Record<Part, number>,
  };
}
