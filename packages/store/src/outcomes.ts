import type { Category, CountedOutcome, OutcomeName } from '@railguard/protocol/outcome';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { Interval } from './stats.ts';

/** What became of items of a project that were received at about this time. */
export interface OutcomeCount extends CountedOutcome {
  project_id: string;
  received_at: Date | string;
}

export interface OutcomeRow {
  /** The beginning of its bucket; absent in sums over the whole range. */
  time?: Date;
  category: Category;
  outcome: OutcomeName;
  reason: string;
  quantity: number;
}

/** Adds to the counters; rows of projects that are gone are left out. */
export async function addOutcomes(_database: Database, _rows: OutcomeCount[]): Promise<void> {
  throw new Error('not written yet');
}

/** Sums for the range, or one for each bucket that has any, oldest first. Hours that overlap the range count whole. */
export async function projectOutcomes(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _range: { from: Date; to: Date; interval?: Interval },
): Promise<OutcomeRow[]> {
  throw new Error('not written yet');
}
