import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '@railguard/testing/product';
import type { Payload } from '../load/request-template.ts';
import type { Measurement } from '../measurement.ts';
import { type Memory, memoryOf } from '../product/memory.ts';
import { createTarget } from '../product/target.ts';
import { withProduct } from '../product/with-product.ts';

const PAYLOAD: Payload = { size: '2 kB', format: 'native', gzip: false };
const SAMPLE_EVERY_MS = 500;

/** What all processes hold together: left alone after a start on existing data, and at the worst moment of a burst. */
export const memory: Measurement = {
  name: 'memory',
  describes: 'idle and loaded memory of all processes',
  run: (bench) =>
    withProduct(bench, async (product) => {
      const { restSeconds, seconds } = bench.options.scale;
      await product.stop();
      await product.restart();
      bench.say(`leaving it alone for ${restSeconds} s`);
      await sleep(restSeconds * 1_000);
      const idle = memoryOf(product);

      bench.say('under load');
      const target = await createTarget(product, PAYLOAD);
      const loaded = await peakWhile(product, async () => {
        const { accepted } = await target.load({ kind: 'burst', seconds: seconds * 2 });
        await target.untilStored(accepted);
      });
      return [
        {
          id: 'memory_idle',
          title: 'Idle memory',
          value: idle.pss,
          unit: 'MB',
          target: { atMost: 300 },
          note: noteOf(idle),
        },
        { id: 'memory_loaded', title: 'Loaded memory, peak', value: loaded.pss, unit: 'MB', note: noteOf(loaded) },
      ];
    }),
};

async function peakWhile(product: Product, work: () => Promise<void>): Promise<Memory> {
  let peak = memoryOf(product);
  const timer = setInterval(() => {
    const now = memoryOf(product);
    if (now.pss > peak.pss) peak = now;
  }, SAMPLE_EVERY_MS);
  await work().finally(() => clearInterval(timer));
  return peak;
}

const noteOf = ({ processes, rss }: Memory) => `PSS of ${processes} processes (RSS ${Math.round(rss)} MB)`;
