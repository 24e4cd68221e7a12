import type { System } from '../system.ts';

/** Looks at a system at rest; answers a sentence for each thing that is not as it must be. */
export type Check = (system: System) => Promise<string[]>;

const MOST_EXAMPLES = 5;

/** `3 events are not stored (a, b, c)`; nothing where there are none. */
export function about(what: string, examples: readonly unknown[]): string[] {
  if (examples.length === 0) return [];
  const shown = examples.slice(0, MOST_EXAMPLES).map((example) => {
    return typeof example === 'string' ? example : JSON.stringify(example);
  });
  return [`${examples.length} ${what}: ${shown.join(', ')}${examples.length > MOST_EXAMPLES ? ', …' : ''}`];
}
