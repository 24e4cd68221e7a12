import { createDatabase, type Database } from '@railguard/store/database';
import { transaction } from '@railguard/store/transaction';
import { unhurried } from '@railguard/store/unhurried';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silent, until, useDatabase } from './fixture.ts';
import { createForgetfulRouter, type ForgetfulRouter } from './forgetful-router.ts';

const context = useDatabase();
let admin: pg.Client;
beforeAll(async () => {
  admin = new pg.Client(context.url);
  await admin.connect();
});
afterAll(() => admin.end());

const killConnections = () =>
  admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be killed'`);

describe('a database whose connections die', () => {
  it('fails what was running, and works again with new connections', async () => {
    const database = createDatabase({
      url: context.url,
      maxConnections: 2,
      applicationName: 'to be killed',
      log: silent,
    });
    const killed = Promise.withResolvers<void>();
    const running = database.pool.query('select pg_sleep(20)');
    const held = transaction(database, async (client) => {
      await client.query('select 1');
      await killed.promise;
      return client.query('select 2');
    });
    const failures = Promise.allSettled([running, held]);
    await until(async () => {
      const { rowCount } = await admin.query(
        `select from pg_stat_activity where application_name = 'to be killed' and query ~ 'pg_sleep|select 1'`,
      );
      return rowCount === 2;
    });
    await killConnections();
    killed.resolve();
    expect((await failures).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(database.pool.totalCount).toBe(1);

    await killConnections();
    await until(() => database.pool.totalCount === 0);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
  });
});

it('bigints are numbers, and statements that never end are ended', async () => {
  const { rows } = await context.database.pool.query('select 9007199254740991::bigint as big');
  expect(rows).toEqual([{ big: Number.MAX_SAFE_INTEGER }]);
  expect((await context.database.pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '30s' }]);
});

it('a transaction that throws leaves nothing behind and gives its connection back clean', async () => {
  await transaction(context.database, async (client) => {
    await client.query(`insert into instance_setting (key, value) values ('kept', 'true')`);
  });
  const failing = transaction(context.database, async (client) => {
    await client.query(`insert into instance_setting (key, value) values ('lost', 'true')`);
    await client.query('select 1 / 0');
  });
  await expect(failing).rejects.toThrow('division by zero');
  const { rows } = await context.database.pool.query('select key from instance_setting');
  expect(rows).toEqual([{ key: 'kept' }]);
});

it('closing twice is one closing', async () => {
  const database = createDatabase({ url: context.url, maxConnections: 1, applicationName: 'short', log: silent });
  await database.kysely.selectFrom('project').selectAll().execute();
  await Promise.all([database.close(), database.close()]);
  await expect(database.pool.query('select 1')).rejects.toThrow();
});

describe('a connection that says nothing any more', () => {
  let router: ForgetfulRouter;
  let database: Database;
  beforeEach(async () => {
    router = await createForgetfulRouter(context.url);
    database = createDatabase({
      url: router.url,
      maxConnections: 1,
      applicationName: 'forgotten',
      noAnswerAfterMs: 2_500,
      log: silent,
    });
  });
  afterEach(async () => {
    await router.close();
    await database.close();
  });

  it('is given up, and the next query has another', async () => {
    await database.pool.query('select 1');
    router.forget();
    await expect(database.pool.query('select 2')).rejects.toThrow('Query read timeout');
    expect((await database.pool.query('select 3 as three')).rows).toEqual([{ three: 3 }]);
  });

  it('is given up by Kysely, too', async () => {
    const read = () => database.kysely.selectFrom('instance_setting').select('key').execute();
    await read();
    router.forget();
    await expect(read()).rejects.toThrow('Query read timeout');
    expect(await read()).toBeInstanceOf(Array);
  });

  it('is given up in the middle of a transaction, without waiting for a rollback', async () => {
    let started = 0;
    const forgotten = transaction(database, async (client) => {
      await client.query('select 1');
      router.forget();
      started = performance.now();
      await client.query('select 2');
    });
    await expect(forgotten).rejects.toThrow('Query read timeout');
    expect(performance.now() - started).toBeLessThan(4_800);
    expect((await database.pool.query('select 3 as three')).rows).toEqual([{ three: 3 }]);
  });

  it('is waited for where a statement may take long', async () => {
    await database.pool.query(unhurried('select pg_sleep(3.2)'));
  });
});
