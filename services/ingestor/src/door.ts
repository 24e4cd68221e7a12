import type { Queue } from '@railguard/queue/queue';
import type { BodyReader } from './body/read-body.ts';
import type { KeyDirectory } from './key-directory.ts';
import type { KeyUseWatch } from './key-use.ts';
import type { LedgerSink } from './ledger-notes.ts';
import type { OutcomeSink } from './outcome-tally.ts';
import type { RateLimiter } from './rate-limit.ts';

/** What every ingestion route works with. */
export interface Door {
  queue: Queue;
  keys: KeyDirectory;
  limiter: RateLimiter;
  use: KeyUseWatch;
  outcomes: OutcomeSink;
  ledger: LedgerSink;
  readBody: BodyReader;
  /** The same for bodies that name their key only inside: a bound of their own, so that strangers cannot fill the other. */
  readStrangersBody: BodyReader;
  /** Whether X-Forwarded-For can be believed. */
  trustProxy: boolean;
  /** Takes the seconds each hand-over to the queue lasted. */
  publishTime: { observe(seconds: number): void };
}
