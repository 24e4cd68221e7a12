import type { Payload } from '../load/request-template.ts';
import type { Measurement } from '../measurement.ts';
import { createTarget } from '../product/target.ts';
import { withProduct } from '../product/with-product.ts';

const PAYLOAD: Payload = { size: '2 kB', format: 'native', gzip: false };

/**
 * How long an application waits for its answer at half of what can be accepted. Requests leave at a fixed rate,
 * whatever the answers do, and the clock of each starts when it was due: a stall counts for all it holds up.
 */
export const latency: Measurement = {
  name: 'latency',
  describes: 'ingest latency at half of the accepted burst rate',
  run: (bench) =>
    withProduct(bench, async (product) => {
      const { seconds } = bench.options.scale;
      const target = await createTarget(product, PAYLOAD);
      bench.say('a burst, to know the rate');
      const warmUp = await target.load({ kind: 'burst', seconds: 2 });
      const burst = await target.load({ kind: 'burst', seconds });
      await target.untilStored(warmUp.accepted + burst.accepted);

      const perSecond = Math.round(burst.acceptedPerSecond / 2);
      bench.say(`${perSecond} events a second`);
      const { latency, accepted } = await target.load({ kind: 'paced', perSecond, seconds: seconds * 3 });
      await target.untilStored(accepted);
      const note = `at ${perSecond} events/s`;
      return [
        { id: 'latency_p50', title: 'Ingest latency, p50', value: latency.p50, unit: 'ms', note },
        { id: 'latency_p95', title: 'Ingest latency, p95', value: latency.p95, unit: 'ms', note },
        {
          id: 'latency_p99',
          title: 'Ingest latency, p99',
          value: latency.p99,
          unit: 'ms',
          target: { atMost: 25 },
          note,
        },
      ];
    }),
};
