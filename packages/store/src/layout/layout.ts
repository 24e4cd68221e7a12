/**
 * What differs between native partitions and TimescaleDB's hypertables: how room for events is made and given back.
 * Implementations: `native.ts`. `test/layout-contract.ts` is the suite that every layout passes.
 */
export interface Layout {
  /** Migrations with this suffix (`0003_event.native.sql`) belong to this layout alone. */
  readonly name: 'native' | 'timescale';
  /** Makes room for events received from `from` to `to`, both inclusive; answers the names of what was made. */
  makeRoom(from: Date, to: Date): Promise<string[]>;
  /** Drops whole days of events that were all received before `cutoff`; answers the names of what was dropped. */
  dropBefore(cutoff: Date): Promise<string[]>;
  /** Whether an insert failed because there was no room for its time, so that making room and repeating it helps. */
  isOutOfRoom(error: unknown): boolean;
}
