import { newUuid } from '@railguard/protocol/ids';
import { accessToIssue, accessToOrganization, accessToProject, isInstanceAdmin } from '@railguard/store/access';
import { recordAct } from '@railguard/store/audit-log';
import { announce, LIVE_CHANNEL } from '@railguard/store/live';
import { queueMail } from '@railguard/store/mails';
import { createOwner } from '@railguard/store/users';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';

const context = useDatabase();
let owner: NonNullable<Awaited<ReturnType<typeof createOwner>>>;

beforeAll(async () => {
  owner = (await createOwner(context.database, {
    email: 'owner@example.com',
    password_hash: '',
    organization_name: 'Ours',
    project_name: 'Shop',
  }))!;
});

const scope = () => ({ userId: owner.user.id, address: '203.0.113.7' });
const tokenOf = (projectIds: string[] | null) => ({
  id: newUuid(),
  organizationId: owner.project.organization_id,
  projectIds,
  mostRole: 'member' as const,
});

describe('access', () => {
  it('is what the role in the organisation says', async () => {
    const { organization_id, id } = owner.project;
    expect(await accessToOrganization(context.database, scope(), organization_id)).toEqual({
      organization_id,
      role: 'owner',
    });
    expect(await accessToProject(context.database, scope(), id)).toEqual({
      organization_id,
      project_id: id,
      role: 'owner',
    });
    expect(await accessToProject(context.database, { userId: newUuid() }, id)).toBeUndefined();
    expect(await accessToIssue(context.database, scope(), newUuid())).toBeUndefined();
  });

  it('is narrowed by a token, to a role, an organisation and projects', async () => {
    const { id, organization_id } = owner.project;
    const narrow = (token: ReturnType<typeof tokenOf>) => ({ ...scope(), token });
    expect(await accessToProject(context.database, narrow(tokenOf(null)), id)).toMatchObject({ role: 'member' });
    expect(await accessToProject(context.database, narrow(tokenOf([id])), id)).toMatchObject({ role: 'member' });
    expect(await accessToProject(context.database, narrow(tokenOf([newUuid()])), id)).toBeUndefined();
    const elsewhere = { ...tokenOf(null), organizationId: newUuid() };
    expect(await accessToOrganization(context.database, narrow(elsewhere), organization_id)).toBeUndefined();
  });

  it("to the installation is the first owner's, and never a token's", async () => {
    expect(await isInstanceAdmin(context.database, scope())).toBe(true);
    expect(await isInstanceAdmin(context.database, { ...scope(), token: tokenOf(null) })).toBe(false);
    expect(await isInstanceAdmin(context.database, { userId: newUuid() })).toBe(false);
  });
});

it('an act is recorded with who did it from where, unless its transaction fails', async () => {
  const act = {
    action: 'project.updated' as const,
    organization_id: owner.project.organization_id,
    target_type: 'project',
    target_id: owner.project.id,
    data: { name: ['Shop', 'Store'] },
  };
  await recordAct(context.database.kysely, scope(), act);
  const failing = context.database.kysely.transaction().execute(async (trx) => {
    await recordAct(trx, scope(), act);
    throw new Error('after all not');
  });
  await expect(failing).rejects.toThrow('after all not');
  const rows = await context.database.kysely
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', act.action)
    .execute();
  expect(rows).toMatchObject([{ ...act, actor_email: 'owner@example.com', address: '203.0.113.7' }]);
});

it('a mail is in the outbox once its transaction committed', async () => {
  await queueMail(context.database.kysely, { to: 'ann@example.com', subject: 'Hello', text: 'World' });
  const rows = await context.database.kysely.selectFrom('mail').selectAll().execute();
  expect(rows).toMatchObject([{ recipient: 'ann@example.com', body_text: 'World', body_html: null, state: 'pending' }]);
});

it('an announcement is kept, and told to whoever listens', async () => {
  const client = await context.database.pool.connect();
  const heard = new Promise((resolve) => client.once('notification', ({ payload }) => resolve(payload)));
  await client.query(`listen ${LIVE_CHANNEL}`);
  const issue_ids = [newUuid(), newUuid()];
  await announce(context.database.kysely, [
    { project_id: owner.project.id, type: 'issue.new', issue_ids },
    { project_id: owner.project.id, type: 'project.first_event' },
  ]);
  const rows = await context.database.kysely.selectFrom('live_message').selectAll().orderBy('id').execute();
  expect(rows).toMatchObject([
    { type: 'issue.new', issue_ids },
    { type: 'project.first_event', issue_ids: [] },
  ]);
  expect(JSON.parse(String(await heard))).toEqual({
    cursor: expect.stringMatching(/^\d+-\d+$/),
    project_id: owner.project.id,
    type: 'issue.new',
    issue_ids,
    is_truncated: false,
    reason: null,
  });
  client.release();
});
