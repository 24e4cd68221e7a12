import { ProblemError } from '@railguard/contract/problem';
import type { Scope } from '@railguard/store/scope';
import type { Response } from 'express';
import type { Audience } from './audience.ts';
import type { LiveTimings } from './feed.ts';
import type { EndReason, Stream } from './stream.ts';

export interface KeptStream {
  stream: Stream;
  response: Response;
  audience: Audience;
  /** @throws ProblemError where the person may not any more */
  readmit: () => Promise<Scope>;
  timings: LiveTimings;
}

/** The longest that a stream goes on while nobody can say whether it may. */
const UNCHECKED_FOR_MS = 60_000;

/**
 * Keeps a stream alive, and honest: who was removed, whose token expired, hears no more. Until the stream closes.
 */
export function keepStream({ stream, response, audience, readmit, timings }: KeptStream): void {
  let checkedAt = Date.now();
  let isChecking = false;

  async function recheck(): Promise<void> {
    if (isChecking) return;
    isChecking = true;
    try {
      await audience.recheck(await readmit());
      checkedAt = Date.now();
    } catch (error) {
      if (error instanceof ProblemError) stream.end(reasonOf(error));
      // A database that is away for a moment says nothing new either.
      else if (Date.now() - checkedAt > UNCHECKED_FOR_MS) stream.end('unavailable');
    } finally {
      isChecking = false;
    }
  }

  const beating = setInterval(stream.heartbeat, timings.heartbeatMs);
  const checking = setInterval(recheck, timings.recheckMs);
  response.once('close', () => {
    clearInterval(beating);
    clearInterval(checking);
  });
}

function reasonOf({ code }: ProblemError): EndReason {
  return code === 'not_found' || code === 'unavailable' ? code : 'unauthenticated';
}
