import { newUuid } from '@railguard/protocol/ids';
import { findEvent, listIssueEvents } from '@railguard/store/events';
import { findKey } from '@railguard/store/ingest-key';
import { listIssues } from '@railguard/store/issue-list';
import { deleteIssue, getIssue } from '@railguard/store/issues';
import { createKey, deleteKey, keysOfProjects, listKeys, updateKey } from '@railguard/store/project-keys';
import {
  createProject,
  deleteProject,
  getProject,
  listProjects,
  SlugTakenError,
  updateProject,
} from '@railguard/store/projects';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let stranger: Tenant;
beforeEach(async () => {
  tenant = await createTenant(context.database);
  stranger = await createTenant(context.database);
});

const create = (input: Parameters<typeof projectOf>[2]) =>
  createProject(context.database, tenant.scope, { organization_id: tenant.organizationId, name: 'Shop', ...input });

describe('a project', () => {
  it('is created with a slug of its name, a number and a key that the door finds', async () => {
    const { project, key } = (await create({ name: 'Größe & Co.', platform: 'ruby' }))!;
    expect(project).toMatchObject({ slug: 'grosse-co', name: 'Größe & Co.', platform: 'ruby', role: 'owner' });
    expect(await findKey(context.database, key.public_key)).toEqual({
      key_id: key.id,
      project_id: project.id,
      numeric_id: project.numeric_id,
      public_key: key.public_key,
      rate_limit_per_minute: null,
      quota_per_day: null,
      quota_day: null,
      quota_used: 0,
      allowed_origins: [],
      revoked: false,
    });
  });

  it('gets a slug of its own where the name is taken, also from several at once', async () => {
    const created = await Promise.all([1, 2, 3].map(() => create({ name: 'Shop' })));
    expect(created.map((made) => made!.project.slug).sort()).toEqual(['shop', 'shop-2', 'shop-3']);
    await expect(create({ slug: 'shop' })).rejects.toThrow(SlugTakenError);
    const third = created.find((made) => made!.project.slug === 'shop-3')!;
    await expect(updateProject(context.database, tenant.scope, third.project.id, { slug: 'shop-2' })).rejects.toThrow(
      SlugTakenError,
    );
  });

  it('is listed by name, page by page, without gap or repetition', async () => {
    for (const name of ['beta', 'Alpha', 'gamma', 'alpha']) await create({ name });
    const names: string[] = [];
    let after: { name: string; id: string } | undefined;
    for (;;) {
      const page = await listProjects(context.database, tenant.scope, { limit: 1, after });
      if (page.length === 0) break;
      names.push(page[0]!.name);
      after = page[0]!;
    }
    expect(names).toEqual(['Alpha', 'alpha', 'beta', 'gamma']);
  });

  it('is changed in the given fields only', async () => {
    const { project } = (await create({ name: 'Shop', platform: 'ruby' }))!;
    const changed = await updateProject(context.database, tenant.scope, project.id, {
      name: 'Store',
      allowed_origins: ['https://a.example', 'https://b.example'],
    });
    expect(changed).toEqual({ ...project, name: 'Store', allowed_origins: ['https://a.example', 'https://b.example'] });
  });

  it('is gone for everybody once it is deleted, and its slug is free', async () => {
    const { project, key } = (await create({ slug: 'gone' }))!;
    const event = anEvent();
    await storeBatch(context.database, context.layout, [aMessage(project.id, [event])]);
    const [issue] = await listIssues(context.database, tenant.scope, project.id, {}, { sort: 'last_seen', limit: 1 });
    expect(await deleteProject(context.database, tenant.scope, project.id)).toBe(true);

    const { database } = context;
    const { scope } = tenant;
    expect(await deleteProject(database, scope, project.id)).toBe(false);
    expect(await getProject(database, scope, project.id)).toBeUndefined();
    expect(await listProjects(database, scope, { limit: 10 })).toEqual([]);
    expect(await updateProject(database, scope, project.id, { name: 'Back' })).toBeUndefined();
    expect(await findKey(database, key.public_key)).toBeUndefined();
    expect(await createKey(database, scope, project.id, {})).toBeUndefined();
    expect(await getIssue(database, scope, issue!.id)).toBeUndefined();
    expect(await deleteIssue(database, scope, issue!.id)).toBe(false);
    expect(await listIssueEvents(database, scope, issue!.id, { limit: 10 })).toBeUndefined();
    expect(await findEvent(database, scope, project.id, event.event.event_id)).toBeUndefined();
    const late = aMessage(project.id, [anEvent(), anEvent({ group: 'new' })]);
    expect(await storeBatch(database, context.layout, [late])).toMatchObject({ stored: 0, newIssues: 0 });
    expect((await create({ slug: 'gone' }))!.project.slug).toBe('gone');
  });

  it('is invisible to people of other organisations, whatever they try', async () => {
    const id = await projectOf(context.database, tenant);
    const { scope } = stranger;
    const input = { organization_id: tenant.organizationId, name: 'Intruder' };
    expect(await createProject(context.database, scope, input)).toBeUndefined();
    expect(await listProjects(context.database, scope, { limit: 100 })).toEqual([]);
    expect(await getProject(context.database, scope, id)).toBeUndefined();
    expect(await updateProject(context.database, scope, id, { name: 'Mine' })).toBeUndefined();
    expect(await deleteProject(context.database, scope, id)).toBe(false);
    expect(await listIssues(context.database, scope, id, {}, { sort: 'last_seen', limit: 10 })).toEqual([]);
    expect((await getProject(context.database, tenant.scope, id))!.name).toBe('Shop');
  });
});

describe('a key', () => {
  it('is revoked, restored, limited and deleted, and the door sees it', async () => {
    const id = await projectOf(context.database, tenant);
    const key = (await createKey(context.database, tenant.scope, id, { label: 'Second' }))!;
    const change = (changes: Parameters<typeof updateKey>[4]) =>
      updateKey(context.database, tenant.scope, id, key.id, changes);

    const revoked = await change({ is_active: false, rate_limit_per_minute: 60 });
    expect(revoked).toMatchObject({ label: 'Second', rate_limit_per_minute: 60, revoked_at: expect.any(Date) });
    expect(await change({ is_active: false })).toEqual(revoked);
    expect(await findKey(context.database, key.public_key)).toMatchObject({ revoked: true, rate_limit_per_minute: 60 });
    expect(await change({ is_active: true, rate_limit_per_minute: null })).toMatchObject({
      revoked_at: null,
      rate_limit_per_minute: null,
    });
    expect(await change({})).toMatchObject({ label: 'Second' });
    expect(await deleteKey(context.database, tenant.scope, id, key.id)).toBe(true);
    expect(await findKey(context.database, key.public_key)).toBeUndefined();
  });

  it('is listed oldest first; for lists of projects active ones come first', async () => {
    const id = await projectOf(context.database, tenant);
    const [first] = await listKeys(context.database, tenant.scope, id, { limit: 10 });
    const second = await createKey(context.database, tenant.scope, id, { rate_limit_per_minute: 5 });
    await updateKey(context.database, tenant.scope, id, first!.id, { is_active: false });
    const list = await listKeys(context.database, tenant.scope, id, { limit: 10 });
    expect(list.map((key) => key.id)).toEqual([first!.id, second!.id]);
    expect(await listKeys(context.database, tenant.scope, id, { limit: 10, after: first! })).toEqual([second]);
    const ofProjects = await keysOfProjects(context.database, tenant.scope, [id], 1);
    expect(ofProjects.get(id)).toEqual([second]);
  });

  it('of another organisation is not to be seen or changed', async () => {
    const id = await projectOf(context.database, tenant);
    const [key] = await listKeys(context.database, tenant.scope, id, { limit: 10 });
    const { scope } = stranger;
    expect(await listKeys(context.database, scope, id, { limit: 10 })).toEqual([]);
    expect(await keysOfProjects(context.database, scope, [id], 10)).toEqual(new Map());
    expect(await createKey(context.database, scope, id, {})).toBeUndefined();
    expect(await updateKey(context.database, scope, id, key!.id, { is_active: false })).toBeUndefined();
    expect(await deleteKey(context.database, scope, id, key!.id)).toBe(false);
    const ownProject = await projectOf(context.database, stranger);
    expect(await updateKey(context.database, scope, ownProject, key!.id, { is_active: false })).toBeUndefined();
    expect(await deleteKey(context.database, scope, ownProject, key!.id)).toBe(false);
    expect(await listKeys(context.database, tenant.scope, id, { limit: 10 })).toEqual([key]);
  });

  it('that was never given out is not found, whatever it looks like', async () => {
    for (const key of ['', 'nul \u0000', newUuid(), 'f'.repeat(32), "' or true --"]) {
      expect(await findKey(context.database, key)).toBeUndefined();
    }
  });
});
