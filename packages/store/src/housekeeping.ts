import type { Database } from './database.ts';
import type { Layout } from './layout/layout.ts';

export interface HousekeepingReport {
  partitions_made: string[];
  partitions_dropped: string[];
  /** Rows deleted, by table. */
  deleted: Record<string, number>;
}

/**
 * Everything that must happen now and then; safe to run from several processes and to interrupt. Call it at start
 * and every ten minutes or so.
 */
export async function keepHouse(
  _database: Database,
  _layout: Layout,
  _options: { retentionDays: number; now?: Date },
): Promise<HousekeepingReport> {
  throw new Error('not written yet');
}
