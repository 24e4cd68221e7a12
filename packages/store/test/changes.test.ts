import { setTimeout as sleep } from 'node:timers/promises';
import { type ChangeListener, listenForChanges } from '@railguard/store/changes';
import { createKey, deleteKey, updateKey } from '@railguard/store/project-keys';
import { createProject, deleteProject, updateProject } from '@railguard/store/projects';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTenant, silent, type Tenant, until, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let listener: ChangeListener;
let changed: string[];
let resets: number;

beforeEach(async () => {
  tenant = await createTenant(context.database);
  changed = [];
  resets = 0;
  listener = await listenForChanges({
    url: context.url,
    log: silent,
    on: { project_key_changed: (publicKey) => changed.push(publicKey) },
    onReset: () => resets++,
  });
});
afterEach(() => listener.close());

const create = async () =>
  (await createProject(context.database, tenant.scope, { organization_id: tenant.organizationId, name: 'Shop' }))!;
const heard = async (...keys: string[]) => {
  await until(() => changed.length >= keys.length);
  expect(changed.splice(0)).toEqual(keys);
};

it('every change to a key or to what the door knows of its project is heard, and other changes are not', async () => {
  const { scope } = tenant;
  const { project, key } = await create();
  await heard(key.public_key);
  await updateKey(context.database, scope, project.id, key.id, { is_active: false });
  await heard(key.public_key);
  const second = (await createKey(context.database, scope, project.id, {}))!;
  await heard(second.public_key);
  await updateProject(context.database, scope, project.id, { name: 'Not heard' });
  await updateProject(context.database, scope, project.id, { allowed_origins: ['https://shop.example'] });
  await until(() => changed.length >= 2);
  expect(changed.splice(0).sort()).toEqual([key.public_key, second.public_key].sort());
  await deleteKey(context.database, scope, project.id, second.id);
  await heard(second.public_key);
  await deleteProject(context.database, scope, project.id);
  await heard(key.public_key);
});

const loseConnection = () =>
  context.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'railguard changes' and datname = current_database()`,
  );

it.each([0, 50, 105])('closing %i ms after the connection was lost leaves none behind', async (wait) => {
  await loseConnection();
  await sleep(wait);
  await listener.close();
  await until(async () => (await loseConnection()).rowCount === 0);
  await sleep(200);
  expect((await loseConnection()).rowCount).toBe(0);
});

it('a lost connection is made anew, and told of, since changes may have been missed', async () => {
  await loseConnection();
  await until(() => resets === 1);
  const { key } = await create();
  await heard(key.public_key);
});

it('a server that is not there is an error at once', async () => {
  const url = 'postgres://nobody:none@127.0.0.1:1/none';
  await expect(listenForChanges({ url, log: silent, on: {}, onReset: () => {} })).rejects.toThrow();
});
