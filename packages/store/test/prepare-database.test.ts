import { createDatabase, type Database } from '@railguard/store/database';
import { prepareDatabase } from '@railguard/store/prepare-database';
import { waitForSchema } from '@railguard/store/wait-for-schema';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { silent } from './fixture.ts';

let created: TestDatabase;
let database: Database;
let told: string[];
let waiting: Parameters<typeof prepareDatabase>[2];

/** Emptied again: the template is migrated already. */
beforeEach(async () => {
  created = await createTestDatabase(inject('postgresUrl'));
  database = open(created.url);
  await database.pool.query('drop schema public cascade; create schema public');
  told = [];
  const tell = (sentence: string) => void told.push(sentence);
  waiting = { log: { warn: tell, info: tell }, signal: new AbortController().signal };
});
afterEach(async () => {
  await database.close();
  await created.drop();
});

function open(url: string): Database {
  return createDatabase({ url, maxConnections: 2, applicationName: 'prepare', log: silent });
}

it('brings an empty database to the schema, for those who wait for it too', async () => {
  const waited = waitForSchema(database, waiting);
  await expect.poll(() => told).toHaveLength(1);
  const others = [open(created.url), open(created.url)];
  await Promise.all(others.map((other) => prepareDatabase(other, created.url, waiting)));
  await waited;
  expect(told[0]).toMatch(
    /^The database does not have the schema of this version yet, which an API or a worker brings \(it has 0 of \d+\)/,
  );
  await Promise.all(others.map((other) => other.close()));
});

it('whoever may not create tables is told so in one sentence, and that settings must change', async () => {
  await database.pool.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'reader') then create role reader login password 'reads'; end if;
    end $$;
    grant usage on schema public to reader`);
  const url = new URL(created.url);
  url.username = 'reader';
  url.password = 'reads';
  const reader = open(url.href);
  await expect(prepareDatabase(reader, url.href, waiting)).rejects.toMatchObject({
    name: 'StartError',
    message: 'The database cannot be brought to the schema of this version: permission denied for schema public.',
    exitCode: 78,
  });
  await reader.close();
});

it('a fault in a migration ends the start; it is not tried again and again', async () => {
  await database.pool.query('create table issue (in_the_way integer)');
  await expect(prepareDatabase(database, created.url, waiting)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(/"issue" already exists\.$/),
    exitCode: 1,
  });
  expect(told).toEqual([]);
});

it('a wrong password is named with where, and never told', async () => {
  const url = created.url.replace(/:\/\/([^:]+):[^@]+@/, '://$1:hunter2@');
  const stranger = open(url);
  const refused = expect(prepareDatabase(stranger, url, waiting)).rejects;
  await refused.toMatchObject({
    message: expect.stringMatching(/^PostgreSQL at \S+ refuses the user or password of DATABASE_URL/),
    exitCode: 78,
  });
  await stranger.close();
});
