import { type Attempt, beginAttempt, rememberHome, succeedAttempt, takeBackAttempt } from '@railguard/store/attempts';
import { moveClock } from '@railguard/testing/stopped-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';

const context = useDatabase({ stoppedClock: true });
beforeEach(async () => {
  await context.database.pool.query('delete from attempt');
});

const begin = (attempt: Attempt) => beginAttempt(context.database, attempt);
const limit = (key: string, free = 3) => ({ key, free });
const pass = (time: string) => moveClock(context.database, time);

describe('attempts', () => {
  it('wait for nothing at first, and then each twice as long, up to a quarter of an hour', async () => {
    const attempt = { limits: [limit('a')] };
    for (let time = 0; time < 3; time++) expect(await begin(attempt)).toBe(0);
    const waits: number[] = [];
    for (let time = 0; time < 14; time++) {
      waits.push(Math.ceil((await begin(attempt)) / 1000));
      await pass('900 seconds');
      expect(await begin(attempt)).toBe(0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  it('are forgotten after a quarter of an hour without one', async () => {
    const attempt = { limits: [limit('a', 2)] };
    await begin(attempt);
    await begin(attempt);
    await pass('15 minutes 2 seconds');
    expect(await begin(attempt)).toBe(0);
    expect(await begin(attempt)).toBe(0);
  });

  it('are counted one by one, however many are made at once', async () => {
    const waits = await Promise.all(Array.from({ length: 40 }, () => begin({ limits: [limit('a', 5)] })));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('that share what they are counted by, in any order, do not hold each other up', async () => {
    const some = (keys: string[], n: number) => keys.map((_, at) => limit(keys[(at + n) % keys.length]!, 1_000));
    const attempts = Array.from({ length: 60 }, (_, n) => ({
      limits: some(['a', 'b', 'c'], n),
      home: 'nobody',
      elsewhere: some(['x', 'y'], n),
    }));
    const settled = attempts.map(async (attempt, n) => {
      expect(await begin(attempt)).toBe(0);
      if (n % 2) await succeedAttempt(context.database, attempt);
    });
    await Promise.all(settled);
    const { rows } = await context.database.pool.query('select sum(count) as total from attempt');
    expect(rows[0].total).toBe(30 * 5);
  });

  it('that one limit refuses are counted by none, and leave no row', async () => {
    await begin({ limits: [limit('a', 1)] });
    expect(await begin({ limits: [limit('a', 1), limit('b', 1)] })).toBeGreaterThan(0);
    const { rowCount } = await context.database.pool.query('select from attempt');
    expect(rowCount).toBe(1);
    expect(await begin({ limits: [limit('b', 1)] })).toBe(0);
  });
});

describe('an attempt that succeeds', () => {
  const attempt = { limits: [limit('home'), limit('address')], home: 'home', elsewhere: [limit('account')] };

  it('makes its home anew and known, so that what counts for everywhere else does not count there', async () => {
    for (let time = 0; time < 3; time++) await begin({ limits: [], elsewhere: [limit('account')] });
    expect(await begin(attempt)).toBeGreaterThan(0);
    await pass('1 second');
    await begin(attempt);
    await succeedAttempt(context.database, attempt);
    for (let time = 0; time < 3; time++) await begin({ limits: [], elsewhere: [limit('account')] });
    expect(await begin(attempt)).toBe(0);
    expect(await begin({ ...attempt, home: 'hotel' })).toBeGreaterThan(0);
    await context.database.pool.query(`update attempt set succeeded_at = succeeded_at - interval '91 days'`);
    expect(await begin(attempt)).toBeGreaterThan(0);
  });

  it('gives back what it was counted for, and no more', async () => {
    for (let time = 0; time < 2; time++) await begin({ limits: [limit('address')] });
    await begin(attempt);
    await succeedAttempt(context.database, attempt);
    expect(await begin({ limits: [limit('address')] })).toBe(0);
    expect(await begin({ limits: [limit('address')] })).toBeGreaterThan(0);
  });
});

it('an attempt that is taken back was not made, and nobody is known by it', async () => {
  const attempt = { limits: [limit('home', 1)], home: 'home', elsewhere: [limit('account', 1)] };
  for (let time = 0; time < 3; time++) {
    expect(await begin(attempt)).toBe(0);
    await takeBackAttempt(context.database, attempt);
  }
  await begin({ limits: [limit('account', 1)] });
  expect(await begin(attempt)).toBeGreaterThan(0);
  await rememberHome(context.database, 'home');
  expect(await begin(attempt)).toBe(0);
});
