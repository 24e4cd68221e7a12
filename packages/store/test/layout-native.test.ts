import { nativeLayout } from '@railguard/store/layout/native';
import { expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';
import { layoutContract } from './layout-contract.ts';

const context = useDatabase();
layoutContract('native', {
  context,
  layoutOf: nativeLayout,
  makeTimeTable: 'create table sample ($columns) partition by range (received_at)',
  compresses: false,
});

it('a database has room for the day it was migrated and the seven days after it', async () => {
  // Not today: a run may go past midnight.
  const { rows } = await context.database.pool.query('select min(applied_at) as day from schema_migration');
  const day = (rows[0].day as Date).getTime();
  expect(await context.layout.makeRoom(new Date(day), new Date(day + 7 * 86_400_000))).toEqual([]);
});

it('names the partitions it made and dropped by their UTC day', async () => {
  const [from, to] = [new Date('2024-12-31T23:59:59.999Z'), new Date('2025-01-01T00:00:00Z')];
  expect(await context.layout.makeRoom(from, to)).toEqual(['event_20241231', 'event_20250101']);
  expect(await context.layout.dropBefore(to)).toEqual(['event_20241231']);
});

it('a partition looks like its parent, so that nothing about it depends on when it was made', async () => {
  await context.layout.makeRoom(new Date('2024-06-01'), new Date('2024-06-01'));
  const { rows } = await context.database.pool.query(`
    select attname, attstorage, count(indexrelid)::integer as indexes
    from pg_attribute join pg_index on indrelid = attrelid
    where attrelid = 'event_20240601'::regclass and attname = 'payload' group by 1, 2`);
  expect(rows).toEqual([{ attname: 'payload', attstorage: 'e', indexes: 2 }]);
});

it('recognises an insert that found no partition', async () => {
  const insert = `insert into event values (gen_random_uuid(), gen_random_uuid(), '1999-01-01', gen_random_uuid(), now(),
    'error', null, null, '')`;
  const error = await context.database.pool.query(insert).catch((failure: unknown) => failure);
  expect(context.layout.isOutOfRoom(error)).toBe(true);
});

it('a partition that somebody reads for long is dropped the next time', async () => {
  await context.layout.makeRoom(new Date('2023-01-01'), new Date('2023-01-02'));
  const reader = await context.database.pool.connect();
  await reader.query('begin');
  await reader.query('select from event_20230101');
  expect(await context.layout.dropBefore(new Date('2023-01-03'))).toEqual(['event_20230102']);
  await reader.query('commit');
  reader.release();
  expect(await context.layout.dropBefore(new Date('2023-01-03'))).toEqual(['event_20230101']);
});
