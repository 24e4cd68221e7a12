import type { Fault } from '../fault.ts';

/** As when the machine they share loses its power. */
export const killEveryProcess: Fault = {
  name: 'every process is killed at once',
  touches: 'processes',
  strike: async ({ set, supervisor, ledger, outage }) => {
    const victims = set.all().filter((process) => process.isRunning());
    await Promise.all(victims.map((victim) => supervisor.kill(victim)));
    for (const { url } of set.ingestors) ledger.tallyLost(url, outage.tallyWrittenUntil());
  },
};
