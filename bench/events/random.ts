/** Answers numbers from 0 to below 1, always the same ones for the same seed (mulberry32, public domain). */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

export function hexDigits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
}

/**
 * Chooses from 0 to below `count` as errors fall in real programs, by Zipf's law: the first twice as often as the
 * second, three times as often as the third.
 */
export function zipf(count: number): (random: Random) => number {
  const cumulative: number[] = [];
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += 1 / (index + 1);
    cumulative.push(sum);
  }
  return (random) => firstAbove(cumulative, random() * sum);
}

function firstAbove(cumulative: number[], target: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
