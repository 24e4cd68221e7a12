/** Sums by a composite key, answered as entries. */
export interface Tally<Key extends readonly (string | number)[]> {
  add(key: Key, quantity: number): void;
  entries(): { key: Key; quantity: number }[];
}

export function createTally<Key extends readonly (string | number)[]>(): Tally<Key> {
  const sums = new Map<string, { key: Key; quantity: number }>();
  return {
    add(key, quantity) {
      const name = key.join('\u0000');
      const sum = sums.get(name);
      if (sum) sum.quantity += quantity;
      else sums.set(name, { key, quantity });
    },
    entries: () => [...sums.values()],
  };
}

const HOUR_MS = 3_600_000;

/** The beginning of the UTC hour, in milliseconds. */
export function startOfHour(milliseconds: number): number {
  return Math.floor(milliseconds / HOUR_MS) * HOUR_MS;
}
