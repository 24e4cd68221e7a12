import type { TimeTable } from './time-tables.ts';

/** What is to be deleted: everything of a project, or only what one issue of it has, or what is old. */
export interface Doomed {
  project_id: string;
  issue_id: string | null;
  /** Only what was received before; absent: whenever it was. */
  before?: Date;
}

/**
 * What differs between native partitions and TimescaleDB's hypertables: how room is made in the time tables and given
 * back. Implementations: `native.ts`, `timescale.ts`. `test/layout-contract.ts` is the suite that every layout passes.
 */
export interface Layout {
  /** Migrations with this suffix (`0003_event.native.sql`) belong to this layout alone. */
  readonly name: 'native' | 'timescale';
  /** The tables that it looks after. */
  readonly tables: readonly TimeTable[];
  /** Makes room for rows received from `from` to `to`, both inclusive; answers the names of what was made. */
  makeRoom(from: Date, to: Date): Promise<string[]>;
  /** Drops whole days of rows that were all received before `cutoff`; answers the names of what was dropped. */
  dropBefore(cutoff: Date): Promise<string[]>;
  /**
   * Compresses some of the days that were all received before `cutoff`, so many that a call ends; answers their names.
   * Nothing on a layout that cannot. Compressed rows are found, deleted and joined by late ones like any others.
   */
  compressBefore(cutoff: Date): Promise<string[]>;
  /**
   * Deletes about `limit` of the doomed rows of a table; of compressed days, all that one has. Answers how many; 0 once
   * nothing is left but what another process is deleting.
   */
  deleteSome(table: TimeTable, doomed: Doomed, limit: number): Promise<number>;
  /** Whether an insert failed because there was no room for its time, so that making room and repeating it helps. */
  isOutOfRoom(error: unknown): boolean;
}
