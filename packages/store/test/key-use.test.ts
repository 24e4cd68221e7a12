import { newUuid } from '@railguard/protocol/ids';
import { addKeyUse } from '@railguard/store/key-use';
import { createProject } from '@railguard/store/projects';
import { beforeEach, expect, it } from 'vitest';
import { createTenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let key_id: string;
beforeEach(async () => {
  const { scope, organizationId } = await createTenant(context.database);
  const created = await createProject(context.database, scope, { organization_id: organizationId, name: 'Shop' });
  key_id = created!.key.id;
});

const NOON = new Date('2026-11-25T12:00:00Z');
const use = async (items: number, day = '2026-11-25', used_at = NOON) =>
  (await addKeyUse(context.database.pool, day, [{ key_id, used_at, items }]))[0]?.quota_used;
const keyRow = async () => {
  const sql = 'select quota_day::text, quota_used, last_used_at from project_key where id = $1';
  return (await context.database.pool.query(sql, [key_id])).rows[0];
};

it('what ingestors take on a day adds up, and each hears of all', async () => {
  expect(await use(3)).toBe(3);
  const told = await Promise.all([use(1), use(1), use(1), use(1)]);
  const written = told.filter((used) => used !== undefined);
  expect((await keyRow()).quota_used).toBe(3 + written.length);
  expect(new Set(written).size).toBe(written.length);
});

it('a new day begins at nothing, and a clock that is late does not bring the old one back', async () => {
  await use(5);
  expect(await use(2, '2026-11-26')).toBe(2);
  expect(await use(4)).toBe(2);
  expect(await keyRow()).toMatchObject({ quota_day: '2026-11-26', quota_used: 2 });
});

it('the last use only moves forward', async () => {
  await use(0, '2026-11-25', NOON);
  await use(0, '2026-11-25', new Date(NOON.getTime() - 1_000));
  expect((await keyRow()).last_used_at).toEqual(NOON);
});

it('a key that somebody else writes is left for the next time, and nobody waits', async () => {
  const other = await context.database.pool.connect();
  await other.query('begin');
  await other.query('select from project_key where id = $1 for update', [key_id]);
  expect(await use(1)).toBeUndefined();
  await other.query('rollback');
  other.release();
  expect(await use(1)).toBe(1);
});

it('a key that is gone is not answered', async () => {
  const gone = { key_id: newUuid(), used_at: NOON, items: 1 };
  const both = await addKeyUse(context.database.pool, '2026-11-25', [gone, { ...gone, key_id }]);
  expect(both).toEqual([{ key_id, quota_used: 1 }]);
  expect(await addKeyUse(context.database.pool, '2026-11-25', [])).toEqual([]);
});
