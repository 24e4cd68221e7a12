import type { Database } from '@railguard/store/database';
import type { Payload } from '../load/request-template.ts';
import type { Measurement } from '../measurement.ts';
import { withDatabase } from '../product/open-database.ts';
import { createTarget } from '../product/target.ts';
import { withProduct } from '../product/with-product.ts';

const PAYLOAD: Payload = { size: '2 kB', format: 'native', gzip: false };

/** So many that what an issue costs once is spread over its events as it is in life. */
const ROUNDS = 3;

/** Everything in the database with its indexes, but for the queue, whose space is used again by the next messages. */
const SIZES = `
  select coalesce(sum(pg_total_relation_size(oid)), 0) as everything,
    coalesce(sum(pg_total_relation_size(oid)) filter (where relname like 'event%'), 0) as events
  from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'queue%'`;

interface Sizes {
  everything: number;
  events: number;
}

/** How much larger the database is for each event that it holds. */
export const disk: Measurement = {
  name: 'disk',
  describes: 'bytes on disk for each 2 kB event',
  run: (bench) =>
    withProduct(bench, async (product) => {
      const requests = bench.options.scale.storedEvents['2 kB'] * ROUNDS;
      const before = await withDatabase(product, readSizes);
      bench.say(`${requests} events`);
      const target = await createTarget(product, PAYLOAD);
      const { accepted } = await target.load({ kind: 'count', requests });
      await target.untilStored(accepted);
      const after = await withDatabase(product, readSizes);
      const events = Math.round((after.events - before.events) / accepted);
      return [
        {
          id: 'disk_2kb',
          title: 'Disk for each 2 kB event',
          value: (after.everything - before.everything) / accepted,
          unit: 'bytes',
          target: { atMost: 1_500 },
          note: `${events} of them in event and its indexes, the rest in issues, counters and receipts`,
        },
      ];
    }),
};

async function readSizes(database: Database): Promise<Sizes> {
  const { rows } = await database.pool.query<Sizes>(SIZES);
  return { everything: Number(rows[0]!.everything), events: Number(rows[0]!.events) };
}
