import { createDatabase, type Database } from '@railguard/store/database';
import { chooseLayout } from '@railguard/store/layout/choose-layout';
import { nativeLayout } from '@railguard/store/layout/native';
import { migrate } from '@railguard/store/migrate';
import { createTimescaleDatabase } from '@railguard/testing/timescale';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { silent } from './fixture.ts';

let database: Database;
let drop: () => Promise<void>;

beforeEach(async ({ skip }) => {
  skip(inject('timescale') === 'missing', 'there is no TimescaleDB');
  const created = await createTimescaleDatabase();
  drop = created.drop;
  database = createDatabase({ url: created.url, maxConnections: 1, applicationName: 'choose layout', log: silent });
});
afterEach(async () => {
  await database?.close();
  await drop?.();
});

const log = () => ({ info: vi.fn(), warn: vi.fn() });
const run = (sql: string) => database.pool.query(sql);

it('a fresh database gets TimescaleDB where the server has it, keeps it, and is not opened without it', async () => {
  const layout = await chooseLayout(database);
  expect(layout.name).toBe('timescale');
  const applied = await migrate(database, layout);
  expect(applied).toContain('0003_event.timescale');
  expect(applied.filter((name) => name.endsWith('.native'))).toEqual([]);
  expect(await migrate(database, await chooseLayout(database))).toEqual([]);

  await run('drop extension timescaledb cascade');
  await expect(chooseLayout(database)).rejects.toThrow(/extension timescaledb is gone/);
});

it('a database that was set up natively stays so', async () => {
  await migrate(database, nativeLayout(database));
  expect((await chooseLayout(database)).name).toBe('native');
  await run('create extension if not exists timescaledb');
  expect((await chooseLayout(database)).name).toBe('native');
});

it('a role that may not create the extension gets native partitions, and why is said', async () => {
  await run('drop extension if exists timescaledb');
  await run(`drop role if exists railguard_guest`);
  await run('create role railguard_guest');
  await run('set role railguard_guest');
  const said = log();
  expect((await chooseLayout(database, said)).name).toBe('native');
  expect(said.warn).toHaveBeenCalledWith(expect.stringMatching(/native partitions; .*may not create the extension$/));
  await run('reset role');
  await run('drop role railguard_guest');
});
