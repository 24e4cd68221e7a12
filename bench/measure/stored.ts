import type { Product } from '@railguard/testing/product';
import { type PayloadForm, rawInsertsPerSecond } from '../baseline/raw-inserts.ts';
import type { EventSize } from '../events/error-event.ts';
import { type Figure, median } from '../figure.ts';
import type { Payload } from '../load/request-template.ts';
import { type Bench, type Measurement, repeat } from '../measurement.ts';
import { cpuSecondsOf } from '../product/cpu-time.ts';
import { withDatabase } from '../product/open-database.ts';
import { storeCount } from '../product/store-count.ts';
import { createTarget } from '../product/target.ts';
import { withProduct } from '../product/with-product.ts';

interface Case {
  id: string;
  title: string;
  payload: Payload;
  target?: { atLeast: number };
  shareAtLeast?: number;
}

const CASES: Case[] = [
  {
    id: '2kb',
    title: '2 kB',
    payload: { size: '2 kB', format: 'native', gzip: false },
    target: { atLeast: 4_000 },
    shareAtLeast: 0.2,
  },
  {
    id: '20kb',
    title: '20 kB',
    payload: { size: '20 kB', format: 'native', gzip: false },
    target: { atLeast: 1_000 },
  },
  {
    id: '20kb_envelope_gzip',
    title: '20 kB as Sentry envelopes, gzip',
    payload: { size: '20 kB', format: 'envelope', gzip: true },
  },
];

/** The share of a run that warms the product up: compiled code, open connections, pages of indexes. */
const WARM_UP_SHARE = 0.25;

/**
 * The whole path: so many events are sent as fast as they are accepted, and the clock stops when the API can read the
 * last of them. Beside it, the same events inserted as jsonb into a table of the same shape by nothing but SQL; the note
 * says how the rows as they are stored, compressed, compare.
 */
export const stored: Measurement = {
  name: 'stored',
  describes: 'events stored and queryable, the whole path, beside raw inserts of the same rows',
  async run(bench) {
    const figures: Figure[] = [];
    for (const one of CASES) figures.push(await withProduct(bench, (product) => measure(bench, product, one)));
    return figures;
  },
};

async function measure(bench: Bench, product: Product, one: Case): Promise<Figure> {
  const { id, title, payload, target, shareAtLeast } = one;
  const count = bench.options.scale.storedEvents[payload.size];
  const destination = await createTarget(product, payload);
  const send = (requests: number) => storeCount(destination, requests, () => ({ all: cpuSecondsOf(product) }));
  await send(Math.round(count * WARM_UP_SHARE));
  bench.say(`${count} events of ${title}`);
  const results = await repeat(bench.options.scale.runs, () => send(count));
  const runs = results.map(({ perSecond }) => perSecond);
  const cpu = median(results.map(({ microseconds }) => microseconds.all));
  const rawJson = await rawInserts(bench, product, destination.project.id, payload.size, 'jsonb');
  const rawStored = await rawInserts(bench, product, destination.project.id, payload.size, 'stored');
  const perSecond = median(runs);
  return {
    id: `stored_${id}`,
    title: `Stored and queryable, ${title}`,
    value: perSecond,
    unit: 'events/s',
    runs,
    target,
    baseline: { title: 'raw inserts as jsonb', value: rawJson, shareAtLeast },
    note: `${Math.round(cpu)} µs of processor time for each, all processes; ${Math.round((100 * perSecond) / rawStored)} % of ${Math.round(rawStored)} raw inserts/s of the compressed rows`,
  };
}

async function rawInserts(
  bench: Bench,
  product: Product,
  projectId: string,
  size: EventSize,
  form: PayloadForm,
): Promise<number> {
  bench.say(`raw inserts of the same events, ${form}`);
  const { runs, storedEvents } = bench.options.scale;
  return withDatabase(product, async (database) =>
    median(await repeat(runs, () => rawInsertsPerSecond(database, projectId, storedEvents[size], form))),
  );
}
