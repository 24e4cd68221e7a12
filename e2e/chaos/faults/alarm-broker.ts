import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, withoutBroker } from '../fault.ts';

/** Its disk counts as full where less than this is free; see `rabbitmq-node.ts` for the ordinary limit. */
const FULL = '1000000GB';
const ORDINARY = '10MB';

/** The broker then takes no messages, and goes on handing out those it has. */
export const alarmBroker: Fault = {
  name: 'the broker raises the alarm of a full disk',
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ broker }, random) => {
    broker!.control('set_disk_free_limit', FULL);
    await sleep(random.between(2_000, 5_000));
    broker!.control('set_disk_free_limit', ORDINARY);
  },
};
