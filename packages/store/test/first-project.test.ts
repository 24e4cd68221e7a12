import { findFirstProject } from '@railguard/store/first-project';
import { createKey, listKeys, updateKey } from '@railguard/store/project-keys';
import { deleteProject } from '@railguard/store/projects';
import { expect, it } from 'vitest';
import { createTenant, projectOf, useDatabase } from './fixture.ts';

const context = useDatabase();

it('the first project is the oldest that exists and has a working key', async () => {
  const { database } = context;
  expect(await findFirstProject(database)).toBeUndefined();
  const tenant = await createTenant(database);
  const deleted = await projectOf(database, tenant, { name: 'Deleted' });
  const revoked = await projectOf(database, tenant, { name: 'Revoked' });
  const first = await projectOf(database, tenant, { name: 'First' });
  await projectOf(database, tenant, { name: 'Second' });

  await deleteProject(database, tenant.scope, deleted);
  // A key that was being made while the project was deleted.
  await database.kysely
    .insertInto('project_key')
    .values({ id: deleted, project_id: deleted, public_key: 'a'.repeat(32) })
    .execute();
  const [key] = await listKeys(database, tenant.scope, revoked, { limit: 1 });
  await updateKey(database, tenant.scope, revoked, key!.id, { is_active: false });
  const [oldest] = await listKeys(database, tenant.scope, first, { limit: 1 });
  await createKey(database, tenant.scope, first, {});

  expect(await findFirstProject(database)).toEqual({
    id: first,
    numeric_id: expect.any(Number),
    name: 'First',
    public_key: oldest!.public_key,
  });
});
