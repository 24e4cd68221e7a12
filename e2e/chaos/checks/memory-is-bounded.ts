import type { Check } from './check.ts';

/** A process holds some 150 MB under this load, and a full window of what is not confirmed 64 MiB more. */
const MOST_BYTES = 400 * 1024 * 1024;

export const memoryIsBounded: Check = async ({ supervisor }) => {
  const peak = supervisor.peakMemory();
  return peak > MOST_BYTES ? [`a process held ${Math.round(peak / 1024 / 1024)} MiB`] : [];
};
