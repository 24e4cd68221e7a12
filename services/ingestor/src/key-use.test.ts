import { createLog } from '@railguard/kit/log';
import { expect, test } from 'vitest';
import { KEY, keyOf, OTHER_KEY } from '../test/ingestor.ts';
import { createKeyUseTally, type ToldUse } from './key-use.ts';

const log = createLog('test', 'silent');
const NOON = Date.UTC(2026, 10, 25, 12);
const HALF_A_DAY_S = 43_200;

/** A store that several tallies tell, as PostgreSQL does it. */
function createStore() {
  const used = new Map<string, number>();
  const told: ToldUse[][] = [];
  return {
    used,
    told,
    async write(_day: string, uses: ToldUse[]) {
      told.push(uses);
      return uses.map(({ key_id, items }) => {
        used.set(key_id, (used.get(key_id) ?? 0) + items);
        return { key_id, quota_used: used.get(key_id)! };
      });
    },
  };
}

function tallyOf({ write, now = () => NOON }: { write: ReturnType<typeof createStore>['write']; now?: () => number }) {
  return createKeyUseTally({ write, log, now, everyMs: 3_600_000 });
}

test('a quota is spent by the items that were taken, and comes back at midnight UTC', () => {
  let now = NOON;
  const tally = tallyOf({ ...createStore(), now: () => now });
  const key = keyOf(KEY, { quota_per_day: 10 });
  tally.count(key, 9);
  expect(tally.admit(key)).toBe(0);
  tally.count(key, 5);
  expect(tally.admit(key)).toBe(HALF_A_DAY_S);
  expect(tally.admit(keyOf(OTHER_KEY, { quota_per_day: 10 }))).toBe(0);
  now += HALF_A_DAY_S * 1_000 - 1;
  expect(tally.admit(key)).toBeCloseTo(0.001);
  now += 1;
  expect(tally.admit(key)).toBe(0);
});

test('what was counted before a start counts on, and what was counted yesterday does not', () => {
  const tally = tallyOf(createStore());
  const spent = { quota_per_day: 10, quota_used: 10 };
  expect(tally.admit(keyOf(KEY, { ...spent, quota_day: '2026-11-25' }))).toBe(HALF_A_DAY_S);
  expect(tally.admit(keyOf(OTHER_KEY, { ...spent, quota_day: '2026-11-24' }))).toBe(0);
});

test('several ingestors hear of each other with each telling', async () => {
  const store = createStore();
  const [one, other] = [tallyOf(store), tallyOf(store)];
  const key = keyOf(KEY, { quota_per_day: 10 });
  one.count(key, 6);
  other.count(key, 6);
  expect([one.admit(key), other.admit(key)]).toEqual([0, 0]);
  await one.flush();
  await other.flush();
  expect(other.admit(key)).toBe(HALF_A_DAY_S);
  one.count(key, 1);
  await one.flush();
  expect(one.admit(key)).toBe(HALF_A_DAY_S);
  expect(store.used.get(key.key_id)).toBe(13);
});

test('a quota that is raised lets the key in at once', () => {
  const tally = tallyOf(createStore());
  tally.count(keyOf(KEY, { quota_per_day: 1 }), 1);
  expect(tally.admit(keyOf(KEY, { quota_per_day: 1 }))).toBeGreaterThan(0);
  expect(tally.admit(keyOf(KEY, { quota_per_day: 2 }))).toBe(0);
  expect(tally.admit(keyOf(KEY))).toBe(0);
});

test('what could not be told is told the next time, with what came after', async () => {
  const store = createStore();
  let isDown = true;
  const tally = createKeyUseTally({
    write: (day, uses) => (isDown ? Promise.reject(new Error('ECONNREFUSED')) : store.write(day, uses)),
    log,
    now: () => NOON,
  });
  const key = keyOf(KEY, { quota_per_day: 100 });
  tally.count(key, 3);
  await tally.flush();
  tally.count(key, 4);
  isDown = false;
  await tally.close();
  expect(store.used.get(key.key_id)).toBe(7);
});

test('what is counted while it tells is not lost', async () => {
  const store = createStore();
  const first = Promise.withResolvers<void>();
  const tally = createKeyUseTally({
    write: async (day, uses) => {
      await first.promise;
      return store.write(day, uses);
    },
    log,
    now: () => NOON,
  });
  const key = keyOf(KEY, { quota_per_day: 100 });
  tally.count(key, 3);
  const flushed = tally.flush();
  tally.count(key, 4);
  first.resolve();
  await flushed;
  await tally.close();
  expect(store.used.get(key.key_id)).toBe(7);
});

test('when a key was last used is told at once and then once a minute, without a quota too', async () => {
  const store = createStore();
  let now = NOON;
  const tally = tallyOf({ ...store, now: () => now });
  const key = keyOf(KEY);
  for (let second = 0; second < 121; second++) {
    tally.admit(key);
    tally.count(key, 1);
    await tally.flush();
    now += 1_000;
  }
  expect(store.told.flat().map(({ used_at, items }) => [used_at.getTime() - NOON, items])).toEqual([
    [0, 0],
    [60_000, 0],
    [120_000, 0],
  ]);
});

test('a key that is gone is not told of for ever', async () => {
  let tellings = 0;
  const tally = tallyOf({
    write: async () => {
      tellings++;
      return [];
    },
  });
  tally.count(keyOf(KEY, { quota_per_day: 100 }), 1);
  for (let second = 0; second < 100; second++) await tally.flush();
  expect(tellings).toBe(30);
});
