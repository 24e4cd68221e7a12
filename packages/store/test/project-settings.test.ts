import { DEFAULT_PROJECT_SETTINGS } from '@railguard/protocol/project-settings';
import { type ChangeListener, listenForChanges } from '@railguard/store/changes';
import { getProjectSettings, settingsOfProjects, updateProjectSettings } from '@railguard/store/project-settings';
import { deleteProject, updateProject } from '@railguard/store/projects';
import { storeBatch } from '@railguard/store/store-batch';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, silent, type Tenant, until, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;
let listener: ChangeListener | undefined;
beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
});
afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

const set = (change: Parameters<typeof updateProjectSettings>[3]) =>
  updateProjectSettings(context.database, tenant.scope, project, change);

it('two people who change different things at once undo nothing of each other', async () => {
  await Promise.all([
    set({ scrub: { extra_keys: ['a'] } }),
    set({ scrub: { safe_keys: ['b'] } }),
    set({ filters: { localhost: true } }),
    set({ retention_days: 7 }),
    set({ allowed_origins: ['https://shop.example'] }),
  ]);
  expect(await getProjectSettings(context.database, tenant.scope, project)).toMatchObject({
    scrub: { extra_keys: ['a'], safe_keys: ['b'] },
    filters: { localhost: true },
    retention_days: 7,
    allowed_origins: ['https://shop.example'],
  });
});

it('only what workers go by is told to them, each change once', async () => {
  const changed: string[] = [];
  listener = await listenForChanges({
    url: context.url,
    log: silent,
    on: { project_settings_changed: (id) => changed.push(id) },
    onReset: () => {},
  });
  await updateProject(context.database, tenant.scope, project, { name: 'Not told' });
  await set({ scrub: { extra_keys: ['a'] } });
  await set({ scrub: { extra_keys: ['a'] } });
  await set({ retention_days: 7 });
  await until(() => changed.length >= 2);
  expect(changed).toEqual([project, project]);
});

it('settings that are being changed hold up no batch of known issues', async () => {
  await storeBatch(context.database, context.layout, [aMessage(project, [anEvent()])]);
  const changing = await context.database.pool.connect();
  await changing.query('begin');
  await changing.query('select from project where id = $1 for no key update', [project]);
  await changing.query(`update project set settings = '{}', retention_days = 7 where id = $1`, [project]);
  const { stored } = await storeBatch(context.database, context.layout, [aMessage(project, [anEvent()])]);
  await changing.query('rollback');
  changing.release();
  expect(stored).toBe(1);
});

it('workers read those of several projects at once; what was never set is the default, and what is gone is left out', async () => {
  const [other, gone] = [await projectOf(context.database, tenant), await projectOf(context.database, tenant)];
  await deleteProject(context.database, tenant.scope, gone);
  await set({ filters: { messages: ['x*'] } });
  const settings = await settingsOfProjects(context.database, [project, other, gone]);
  expect([...settings.keys()].sort()).toEqual([project, other].sort());
  expect(settings.get(other)).toEqual(DEFAULT_PROJECT_SETTINGS);
  expect(settings.get(project)!.filters).toEqual({ ...DEFAULT_PROJECT_SETTINGS.filters, messages: ['x*'] });
});

it('strangers neither read nor change them', async () => {
  const { scope } = await createTenant(context.database);
  expect(await getProjectSettings(context.database, scope, project)).toBeUndefined();
  expect(await updateProjectSettings(context.database, scope, project, { retention_days: 1 })).toBeUndefined();
  expect((await getProjectSettings(context.database, tenant.scope, project))!.retention_days).toBeNull();
});
