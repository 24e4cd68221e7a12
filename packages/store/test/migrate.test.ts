import { createDatabase, type Database } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { ChangedMigrationError, migrate, NewerSchemaError } from '@railguard/store/migrate';
import { createTestDatabase } from '@railguard/testing/database';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { silent } from './fixture.ts';

let database: Database;
let drop: () => Promise<void>;

/** Emptied again: the template is migrated already. */
beforeEach(async () => {
  const created = await createTestDatabase(inject('postgresUrl'));
  drop = created.drop;
  database = createDatabase({ url: created.url, maxConnections: 4, applicationName: 'migrate', log: silent });
  await database.pool.query('drop schema public cascade; create schema public');
});
afterEach(async () => {
  await database.close();
  await drop();
});

const run = () => migrate(database, nativeLayout(database));

it('applies everything once, in order, and leaves other layouts alone', async () => {
  const applied = await run();
  expect(applied).toEqual(applied.toSorted());
  expect(applied).toContain('0003_event.native');
  expect(applied.filter((name) => name.endsWith('.timescale'))).toEqual([]);
  expect(await run()).toEqual([]);
});

it('several processes that start at once migrate once', async () => {
  const all = await Promise.all([run(), run(), run()]);
  expect(all.filter((applied) => applied.length > 0)).toHaveLength(1);
});

it('refuses a database of a newer version in one sentence and changes nothing', async () => {
  await run();
  await database.pool.query(`insert into schema_migration values (9000, '9000_later', 'x')`);
  await database.pool.query(`delete from schema_migration where number = 4`);
  await expect(run()).rejects.toThrow(NewerSchemaError);
  await expect(run()).rejects.toThrow(/^The database has schema 9000 \(9000_later\).*newer version/);
  const { rowCount } = await database.pool.query('select from schema_migration where number = 4');
  expect(rowCount).toBe(0);
});

it('refuses a database whose migrations were others', async () => {
  await run();
  await database.pool.query(`update schema_migration set checksum = 'edited' where number = 2`);
  await expect(run()).rejects.toThrow(ChangedMigrationError);
});

it('does not record a migration that fails, and goes on from there the next time', async () => {
  await database.pool.query('create table issue (in_the_way integer)');
  await expect(run()).rejects.toThrow(/"issue" already exists/);
  await database.pool.query('drop table issue');
  expect((await run())[0]).toBe('0002_issue');
});
