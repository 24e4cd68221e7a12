import { type Fault, withoutBroker } from '../fault.ts';

/** Heartbeats find out. */
export const forgetBrokerConnections: Fault = {
  name: 'the network forgets every connection to the broker',
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ brokerCable }) => brokerCable!.forget(),
};
