import { createClient } from '@railguard/client/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOwner } from '../src/owner.ts';
import { prepareSetupLink } from '../src/setup-link.ts';
import { SECRET, startApi, type TestApi } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const LINK = { url: 'http://localhost:8000', secret: SECRET };
const OWNER = { email: 'first@example.com', password: 'ten letters' };

function tokenOf(link: string | undefined): string {
  return new URL(link!).searchParams.get('token')!;
}

test('a token that was not given out, a short password and a missing field are refused', async () => {
  const token = tokenOf(await prepareSetupLink(api.database, LINK));
  expect(await codeOf(api.client.call('completeSetup', { body: { ...OWNER, token: 'guess' } }))).toBe('setup_closed');
  const short = await problemOf(api.client.call('completeSetup', { body: { ...OWNER, token, password: 'too short' } }));
  expect(short).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] });
  const missing = await problemOf(api.client.call('completeSetup', { body: {} as never }));
  expect(missing.errors?.map(({ pointer }) => pointer)).toEqual(['/token', '/email', '/password']);
});

test('every API of an installation gives the same link, and none with another secret', async () => {
  const links = await Promise.all([1, 2, 3].map(() => prepareSetupLink(api.database, LINK)));
  expect(new Set(links).size).toBe(1);
  const token = tokenOf(await prepareSetupLink(api.database, { ...LINK, secret: 'another secret of many letters' }));
  expect(token).not.toBe(tokenOf(links[0]));
  expect(await codeOf(api.client.call('completeSetup', { body: { ...OWNER, token } }))).toBe('setup_closed');
});

test('of many who use the link at once, one becomes the owner, is signed in and has a project', async () => {
  expect(await api.client.call('getSetup')).toEqual({ needs_setup: true });
  const link = await prepareSetupLink(api.database, LINK);
  expect(link).toMatch(/^http:\/\/localhost:8000\/setup\?token=/);
  const answers = await Promise.allSettled(
    [1, 2, 3, 4].map((n) =>
      api.client.call('completeSetup', {
        body: { ...OWNER, email: `${n}@example.com`, token: tokenOf(link), project_name: 'Shop' },
      }),
    ),
  );
  const winners = answers.filter((answer) => answer.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  const client = createClient({ baseUrl: api.url });
  client.adopt(winners[0]!.value);
  const { data } = await client.call('listProjects');
  expect(data).toMatchObject([{ slug: 'shop', dsn: expect.stringContaining('@railguard.example:8000/') }]);
  const params = { organization_id: data[0]!.organization_id };
  const acts = await client.call('listAuditLog', { params });
  expect(acts.data.map(({ action }) => action)).toEqual(['project.created', 'organization.created']);
});

test('afterwards there is no link, no set-up and no second owner', async () => {
  expect(await api.client.call('getSetup')).toEqual({ needs_setup: false });
  expect(await prepareSetupLink(api.database, LINK)).toBeUndefined();
  expect(await createOwner(api.database, OWNER)).toBeUndefined();
});
