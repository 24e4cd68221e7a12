import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@railguard/client/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let organization_id: string;
beforeAll(async () => {
  api = await startApiWithOwner();
  organization_id = api.owner.project.organization_id;
});
afterAll(() => api.stop());

/** Sends the head of a request, and its body once `meanwhile` is done. Answers the status. */
async function holdBack(token: string, path: string, body: object, meanwhile: () => Promise<unknown>): Promise<number> {
  const text = JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  };
  const sending = request(`${api.url}/api/v1${path}`, { method: 'POST', headers });
  const status = new Promise<number>((resolve, reject) => {
    sending.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject);
  });
  sending.flushHeaders();
  await sleep(2_500);
  await meanwhile();
  sending.end(text);
  return status;
}

describe('a body that is held back until its sender may do less', () => {
  const invitations = () => `/organizations/${organization_id}/invitations`;
  const invitation = () => ({ email: `${crypto.randomUUID()}@example.com`, role: 'admin' });
  let admin: Client;
  let id: string;
  let token: string;

  beforeAll(async () => {
    const person = { email: 'admin@example.com', role: 'admin', organizationId: organization_id } as const;
    const seeded = await seedClient(api.url, api.database, person);
    admin = seeded.client;
    id = seeded.user.id;
    token = (await admin.call('createMyToken', { body: { name: 'CI', access: 'admin', organization_id } })).token;
  });

  test('is taken where nothing has changed', async () => {
    expect(await holdBack(token, invitations(), invitation(), async () => {})).toBe(201);
  });

  test('is refused to who was demoted', async () => {
    const demote = () =>
      api.client.call('updateMember', { params: { organization_id, user_id: id }, body: { role: 'viewer' } });
    expect(await holdBack(token, invitations(), invitation(), demote)).toBe(403);
    const params = { organization_id };
    expect((await api.client.call('listInvitations', { params })).data).toEqual([]);
    await api.client.call('updateMember', { params: { organization_id, user_id: id }, body: { role: 'admin' } });
  });

  test('is refused to a token that was revoked', async () => {
    const revoke = () => api.database.pool.query('delete from api_token');
    expect(await holdBack(token, invitations(), invitation(), revoke)).toBe(401);
  });
});
