import type { Product } from '@railguard/testing/product';
import { rawInsertsPerSecond } from '../baseline/raw-inserts.ts';
import { rawPublishesPerSecond } from '../baseline/raw-publishes.ts';
import { type Figure, median } from '../figure.ts';
import type { Payload } from '../load/request-template.ts';
import { type Bench, type Measurement, repeat } from '../measurement.ts';
import { cpuSecondsOf } from '../product/cpu-time.ts';
import { withDatabaseAt } from '../product/open-database.ts';
import { storeCount } from '../product/store-count.ts';
import { createTarget, type Target } from '../product/target.ts';
import { type Deployment, type Part, withoutRabbitmq, withProcessSet } from '../product/with-process-set.ts';
import { withProduct } from '../product/with-product.ts';

interface Case {
  id: string;
  title: string;
  payload: Payload;
}

const SMALL: Case = { id: '2kb', title: '2 kB', payload: { size: '2 kB', format: 'native', gzip: false } };
const LARGE: Case = { id: '20kb', title: '20 kB', payload: { size: '20 kB', format: 'native', gzip: false } };

/** The share of a run that warms both sides up. */
const WARM_UP_SHARE = 0.25;

/**
 * The whole path through RabbitMQ with an ingestor, a worker and an API as processes of their own, beside the whole
 * product on one machine: both are there all the while and are loaded by turns, so that they meet the same machine.
 */
export const distributed: Measurement = {
  name: 'distributed',
  describes: 'events accepted and stored through RabbitMQ by separate processes, beside one machine and raw publishes',
  impossible: withoutRabbitmq,
  run: (bench) =>
    withProduct(bench, (product) =>
      withProcessSet(bench, 'rabbitmq', async (deployment) => [
        await accepted(bench, product, deployment, SMALL),
        await stored(bench, product, deployment, SMALL),
        await stored(bench, product, deployment, LARGE),
      ]),
    ),
};

async function accepted(bench: Bench, product: Product, deployment: Deployment, one: Case): Promise<Figure> {
  const { seconds, runs } = bench.options.scale;
  const through = await createTarget(deployment, one.payload);
  const alone = await createTarget(product, one.payload);
  await burst(through, 2);
  await burst(alone, 2);
  await rawPublishes(bench, deployment, one);
  bench.say(`bursts of ${one.title}, and raw confirmed publishes, by turns`);
  const results = await repeat(runs, async () => ({
    through: await burst(through, seconds),
    alone: await burst(alone, seconds),
    raw: await rawPublishes(bench, deployment, one),
  }));
  const oneMachine = median(results.map(({ alone }) => alone));
  const perSecond = median(results.map(({ through }) => through));
  return {
    id: `distributed_accepted_${one.id}`,
    title: `Through RabbitMQ: accepted durably in a burst, ${one.title}`,
    value: perSecond,
    unit: 'events/s',
    runs: results.map(({ through }) => through),
    baseline: { title: 'raw confirmed publishes', value: median(results.map(({ raw }) => raw)) },
    note: `${percent(perSecond, oneMachine)} of ${Math.round(oneMachine)} on one machine`,
  };
}

/** Each burst begins with an empty queue. */
async function burst(target: Target, seconds: number): Promise<number> {
  const { accepted, acceptedPerSecond } = await target.load({ kind: 'burst', seconds });
  await target.untilStored(accepted);
  return acceptedPerSecond;
}

async function stored(bench: Bench, product: Product, deployment: Deployment, one: Case): Promise<Figure> {
  const { storedEvents, runs } = bench.options.scale;
  const count = storedEvents[one.payload.size];
  const through = await createTarget(deployment, one.payload);
  const alone = await createTarget(product, one.payload);
  const sendThrough = (requests: number) => storeCount(through, requests, deployment.cpuSeconds);
  const sendAlone = (requests: number) => storeCount(alone, requests, () => ({ all: cpuSecondsOf(product) }));
  await sendThrough(Math.round(count * WARM_UP_SHARE));
  await sendAlone(Math.round(count * WARM_UP_SHARE));
  await rawPublishes(bench, deployment, one);
  bench.say(`${count} events of ${one.title}, and raw confirmed publishes, by turns`);
  const results = await repeat(runs, async () => ({
    through: await sendThrough(count),
    alone: await sendAlone(count),
    raw: await rawPublishes(bench, deployment, one),
  }));
  const perSecond = median(results.map(({ through }) => through.perSecond));
  const publishes = median(results.map(({ raw }) => raw));
  bench.say('raw inserts of the same events');
  const inserts = await withDatabaseAt(deployment.databaseUrl, async (database) =>
    median(await repeat(runs, () => rawInsertsPerSecond(database, through.project.id, count, 'jsonb'))),
  );
  const cpu = (part: Part) => Math.round(median(results.map(({ through }) => through.microseconds[part])));
  const cpuAlone = Math.round(median(results.map(({ alone }) => alone.microseconds.all)));
  return {
    id: `distributed_stored_${one.id}`,
    title: `Through RabbitMQ: stored and queryable, ${one.title}`,
    value: perSecond,
    unit: 'events/s',
    runs: results.map(({ through }) => through.perSecond),
    baseline: {
      title: 'one machine',
      value: median(results.map(({ alone }) => alone.perSecond)),
      shareAtLeast: 0.8,
    },
    note: [
      `processor time for each: ingestor ${cpu('ingestor')}, worker ${cpu('worker')}, broker ${cpu('broker')}, database ${cpu('database')} µs (one machine ${cpuAlone})`,
      `${percent(perSecond, publishes)} of ${Math.round(publishes)} raw confirmed publishes/s`,
      `${percent(perSecond, inserts)} of ${Math.round(inserts)} raw inserts/s as jsonb`,
    ].join('; '),
  };
}

function rawPublishes({ options }: Bench, { amqpUrl }: Deployment, { payload }: Case): Promise<number> {
  return rawPublishesPerSecond(amqpUrl!, payload.size, options.scale.storedEvents[payload.size]);
}

const percent = (value: number, of: number) => `${Math.round((100 * value) / of)} %`;
