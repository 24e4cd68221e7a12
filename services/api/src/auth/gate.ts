import { ProblemError } from '@railguard/contract/problem';

/**
 * Lets so many pieces of work run at once, has so many more wait in order, and turns the rest away.
 * @throws ProblemError `rate_limited` where as many wait as may
 */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

const RETRY_AFTER_SECONDS = 1;

export function createGate(mostAtOnce: number, mostWaiting: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (running < mostAtOnce) running += 1;
    else if (waiting.length < mostWaiting) await new Promise<void>((enter) => waiting.push(enter));
    else throw new ProblemError('rate_limited', 'The server is busy.', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    try {
      return await work();
    } finally {
      // The place goes to the next one directly, so that nobody slips in between.
      const enter = waiting.shift();
      if (enter) enter();
      else running -= 1;
    }
  };
}
