import { timescaleLayout } from '@railguard/store/layout/timescale';
import { expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';
import { layoutContract } from './layout-contract.ts';

const context = useDatabase();
layoutContract('timescale', {
  context,
  layoutOf: timescaleLayout,
  makeTimeTable: `
    create table sample ($columns);
    select create_hypertable('sample', by_range('received_at', interval '1 day'), create_default_indexes => false);
    alter table sample set (timescaledb.enable_columnstore, timescaledb.segmentby = 'project_id',
                            timescaledb.orderby = 'received_at desc')`,
  compresses: true,
});

it('leaves nothing to background jobs', async () => {
  const { rows } = await context.database.pool.query(
    'select proc_name from timescaledb_information.jobs where hypertable_name is not null',
  );
  expect(rows).toEqual([]);
});

it('a chunk is a UTC day', async () => {
  const { rows } = await context.database.pool.query(
    `select time_interval::text from timescaledb_information.dimensions where hypertable_name = 'event'`,
  );
  expect(rows).toEqual([{ time_interval: '1 day' }]);
});

it('compresses a few chunks a call, so that a call ends, and the next ones go on', async () => {
  await context.database.pool.query(`
    insert into event select gen_random_uuid(), gen_random_uuid(), timestamptz '2025-11-01' + n * interval '1 day',
      gen_random_uuid(), now(), 'error', null, null, '' from generate_series(0, 5) as n`);
  const cutoff = new Date('2025-11-07T00:00:00Z');
  const calls: number[] = [];
  do calls.push((await context.layout.compressBefore(cutoff)).length);
  while (calls.at(-1) !== 0);
  expect(calls[0]).toBe(4);
  expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(6);
});
