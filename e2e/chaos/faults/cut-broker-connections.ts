import { type Fault, withoutBroker } from '../fault.ts';

export const cutBrokerConnections: Fault = {
  name: 'the broker closes every connection',
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ broker }) => {
    broker!.control('close_all_connections', 'chaos');
  },
};
