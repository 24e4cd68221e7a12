import type { Database } from './database.ts';
import type { Scope } from './scope.ts';

export type Interval = '1h' | '1d';

export interface TimeRange {
  /** The bucket that holds it is the first. */
  from: Date;
  /** Exclusive. */
  to: Date;
  interval: Interval;
}

export interface Bucket {
  /** Its beginning: a whole hour or day in UTC. */
  time: Date;
  count: number;
}

/** More buckets than an answer may hold. */
export const MAX_BUCKETS = 10_000;

/** Stored events of a project by the time they happened, one bucket for each interval. All 0 where it is not visible. */
export async function projectStats(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _range: TimeRange,
): Promise<Bucket[]> {
  throw new Error('not written yet');
}

/** The same for one issue. */
export async function issueStats(
  _database: Database,
  _scope: Scope,
  _issueId: string,
  _range: TimeRange,
): Promise<Bucket[]> {
  throw new Error('not written yet');
}
