import { chooseLayout } from '@railguard/store/layout/choose-layout';
import { isTooOld } from '@railguard/store/layout/timescale-extension';
import { expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';

const context = useDatabase();

it('a server without TimescaleDB gets native partitions, before it is migrated and after', async () => {
  expect((await chooseLayout(context.database)).name).toBe('native');
  await context.database.pool.query('drop schema public cascade; create schema public');
  expect((await chooseLayout(context.database)).name).toBe('native');
});

it('a database that was in TimescaleDB is not opened without it', async () => {
  await context.database.pool.query(`
    create table if not exists schema_migration (number integer, name text);
    insert into schema_migration (number, name) values (3, '0003_event.timescale')`);
  await expect(chooseLayout(context.database)).rejects.toThrow(/extension timescaledb is gone: restore/);
});

it.each([
  ['2.19.3', true],
  ['1.99.0', true],
  ['2.20.0', false],
  ['2.23.0-dev', false],
  ['3.0.0', false],
])('TimescaleDB %s is too old: %s', (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});
