import type { Door } from './door.ts';
import type { ProjectKey } from './key-directory.ts';

/**
 * Counts the items of an admitted request, known only once its body was read, against what its key may send. A request
 * is taken whole or not at all, so it may go beyond; what follows waits the longer for it.
 */
export function charge({ limiter, use }: Door, key: ProjectKey, items: number): void {
  limiter.charge(key, items - 1);
  use.count(key, items);
}
