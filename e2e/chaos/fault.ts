import type { Random } from './random.ts';
import type { System } from './system.ts';

/** Something that goes wrong in operation. One file each in `faults/`, and a line in `faults/all.ts`. */
export interface Fault {
  /** What happens, as a sentence without its full stop: `a worker is killed`. */
  name: string;
  /** Two faults at the same moment never touch the same. */
  touches: 'processes' | 'broker' | 'database' | 'queue';
  /** Why it cannot be brought about here; undefined where it can. */
  missing?(system: System): string | undefined;
  /**
   * Brings it about under load and resolves once its cause is gone: what was stopped runs again, what was full has room.
   * Recovering from it is the system's own affair.
   */
  strike(system: System, random: Random): Promise<void>;
}

export const withoutBroker = ({ broker }: System) => (broker ? undefined : 'the queue is in the database');
