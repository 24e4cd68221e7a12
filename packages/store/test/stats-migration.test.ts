import { readMigrations } from '@railguard/store/migration-files';
import { storeBatch } from '@railguard/store/store-batch';
import { expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, useDatabase } from './fixture.ts';

const context = useDatabase();

it('events that were stored before there were dimensions are counted by them as those after', async () => {
  const project = await projectOf(context.database, await createTenant(context.database));
  const earlier = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const events = [
    anEvent({ environment: 'production', release: 'shop@1' }),
    anEvent({ environment: 'production', timestamp: earlier, level: 'fatal' }),
    anEvent({ environment: 'staging', release: '' }),
    anEvent(),
  ];
  await storeBatch(context.database, context.layout, [aMessage(project, events)]);
  const read = async () =>
    (await context.database.pool.query('select * from dimension_hourly order by 1, 2, 3, 4')).rows;
  const counted = await read();
  expect(counted).toHaveLength(6);

  const { sql } = readMigrations('native').find(({ number }) => number === 15)!;
  await context.database.pool.query('drop table dimension_hourly, ledger_entry, ledger_hourly, accepted_recent');
  await context.database.pool.query(sql);
  expect(await read()).toEqual(counted);
});
