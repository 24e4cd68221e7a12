import { signal } from '@railguard/testing/process-tree';
import type { Product } from '@railguard/testing/product';
import { withBareFastify } from '../baseline/with-bare-fastify.ts';
import { type Figure, median } from '../figure.ts';
import type { LoadPlan } from '../load/job.ts';
import type { Payload } from '../load/request-template.ts';
import { type Bench, type Measurement, repeat } from '../measurement.ts';
import { createTarget, type Target } from '../product/target.ts';
import { withProduct } from '../product/with-product.ts';

const PAYLOADS: { id: string; title: string; payload: Payload; hasTarget: boolean }[] = [
  { id: '2kb', title: '2 kB', payload: { size: '2 kB', format: 'native', gzip: false }, hasTarget: true },
  {
    id: '2kb_envelope_gzip',
    title: '2 kB as a Sentry envelope, gzip',
    payload: { size: '2 kB', format: 'envelope', gzip: true },
    hasTarget: false,
  },
];
const WARM_UP: LoadPlan = { kind: 'burst', seconds: 2 };

/** Requests answered with success a second, each durable in the queue by then, beside a route that does nothing. */
export const accepted: Measurement = {
  name: 'accepted',
  describes: 'events accepted durably in a burst, beside a bare Fastify route',
  run: (bench) =>
    withProduct(bench, async (product) => {
      const figures: Figure[] = [];
      for (const { id, title, payload, hasTarget } of PAYLOADS) {
        const baseline = await bareFastify(bench, payload);
        const target = await createTarget(product, payload);
        bench.say(`bursts of ${title}`);
        await burst(target, WARM_UP);
        const runs = await repeat(bench.options.scale.runs, () => burst(target, planOf(bench)));
        figures.push({
          id: `accepted_${id}`,
          title: `Accepted durably in a burst, ${title}`,
          value: median(runs),
          unit: 'events/s',
          runs,
          ...(hasTarget ? { target: { atLeast: 10_000 } } : {}),
          baseline: { title: 'bare Fastify', value: baseline, ...(hasTarget ? { shareAtLeast: 0.35 } : {}) },
        });
        if (hasTarget) figures.push(await doorAlone(bench, product, target, baseline));
      }
      return figures;
    }),
};

const planOf = ({ options }: Bench): LoadPlan => ({ kind: 'burst', seconds: options.scale.seconds });

/** Each burst begins with an empty queue; its backlog is the worker's while it lasts, as in life. */
async function burst(target: Target, plan: LoadPlan): Promise<number> {
  const { accepted, acceptedPerSecond } = await target.load(plan);
  await target.untilStored(accepted);
  return acceptedPerSecond;
}

async function bareFastify(bench: Bench, payload: Payload): Promise<number> {
  bench.say('a bare Fastify route');
  return withBareFastify(payload, async (load) => {
    await load(WARM_UP);
    const runs = await repeat(bench.options.scale.runs, () => load(planOf(bench)));
    return median(runs.map(({ acceptedPerSecond }) => acceptedPerSecond));
  });
}

/** With the worker held, to tell what the door and the queue cost from what the worker takes of two cores. */
async function doorAlone(bench: Bench, product: Product, target: Target, baseline: number): Promise<Figure> {
  bench.say('a burst while the worker is held');
  const { worker } = product.pids();
  if (worker === undefined) throw new Error('the worker is not running');
  signal(worker, 'SIGSTOP');
  const { accepted, acceptedPerSecond } = await target.load(planOf(bench)).finally(() => signal(worker, 'SIGCONT'));
  await target.untilStored(accepted);
  return {
    id: 'accepted_2kb_worker_held',
    title: 'The same while the worker is held',
    value: acceptedPerSecond,
    unit: 'events/s',
    baseline: { title: 'bare Fastify', value: baseline },
  };
}
