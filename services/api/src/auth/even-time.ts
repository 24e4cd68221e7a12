import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does the work and resolves when `ms` have passed since it began, or as soon after as it is done: how long the answer
 * takes does not tell what was found.
 */
export async function inEvenTime<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work(), sleep(ms)]);
  return result;
}
