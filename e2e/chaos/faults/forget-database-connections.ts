import type { Fault } from '../fault.ts';

/** A router in between has restarted, or the address moved to another server: the old connections only look alive. */
export const forgetDatabaseConnections: Fault = {
  name: 'the network forgets every connection to the database',
  touches: 'database',
  strike: ({ databaseCable, outage }) => outage.during(async () => databaseCable.forget()),
};
