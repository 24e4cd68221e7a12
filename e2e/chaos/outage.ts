/** When the database could not be relied on, which decides how old the refusals are that an ingestor has yet to write. */
export interface Outage {
  /** The database is away from before `work` until after it, and for as long as it then takes to recover. */
  during(work: () => Promise<void>): Promise<void>;
  isAway(): boolean;
  /** Whatever an ingestor refused before this moment, in ms since the epoch, is written. */
  tallyWrittenUntil(): number;
}

/** A second between two writings of a tally, and as long as a busy machine may take for the writing itself. */
const WRITTEN_AFTER_MS = 4_000;
/** PostgreSQL replays its log, and connections are made anew. */
const RECOVERED_AFTER_MS = 20_000;

export function createOutage(): Outage {
  let begun = 0;
  let endedAt = 0;
  let underWay = 0;

  const isAway = () => underWay > 0 || Date.now() - endedAt < RECOVERED_AFTER_MS;

  return {
    isAway,
    during: async (work) => {
      if (!isAway()) begun = Date.now();
      underWay += 1;
      try {
        await work();
      } finally {
        underWay -= 1;
        endedAt = Date.now();
      }
    },
    tallyWrittenUntil: () => (isAway() ? begun : Date.now()) - WRITTEN_AFTER_MS,
  };
}
