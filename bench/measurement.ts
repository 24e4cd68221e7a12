import type { Figure } from './figure.ts';
import type { Options } from './options.ts';

/** One file in `measure/`, and one line in `main.ts`. */
export interface Measurement {
  /** For `--only`. */
  name: string;
  /** One line for the person who waits. */
  describes: string;
  /** Why it cannot be made on this machine; undefined where it can. */
  impossible?(): string | undefined;
  /** @throws Error where it could not be made */
  run(bench: Bench): Promise<Figure[]>;
}

export interface Bench {
  options: Options;
  /** Tells how far it is. */
  say(sentence: string): void;
}

/** Does something `times` times, one after the other. */
export async function repeat<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let time = 0; time < times; time++) results.push(await work());
  return results;
}
