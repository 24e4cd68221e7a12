import type { Fault } from '../fault.ts';

/** One process after the other is asked to stop, and its successor is started. */
export const deploy: Fault = {
  name: 'a new release is rolled out',
  touches: 'processes',
  strike: async ({ set, supervisor, found, ledger, outage }) => {
    for (const process of set.all()) {
      if (!process.isRunning()) continue;
      try {
        await supervisor.stop(process);
      } catch (error) {
        found((error as Error).message.slice(0, 2_000));
      }
      // Without a database there is nowhere to write the last of a tally.
      if (process.service === 'ingestor' && outage.isAway()) {
        ledger.tallyLost(process.url, outage.tallyWrittenUntil());
      }
    }
  },
};
