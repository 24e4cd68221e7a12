import type { Client } from '@railguard/client/client';
import { foldTags } from '@railguard/store/tags/fold-tags';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedEvents, seedOrganization } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let shop: { id: string };
let blog: { id: string };
let organization: { organization_id: string };

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  shop = await client.call('createProject', { body: { name: 'Shop' } });
  blog = await client.call('createProject', { body: { name: 'Blog' } });
  organization = { organization_id: api.owner.project.organization_id };
  await seedEvents(api.database, shop.id, [
    { title: 'Cart is empty', timestamp: minutesAgo(40), environment: 'production', tags: { plan: 'pro' } },
    { title: 'Disk full', timestamp: minutesAgo(30), level: 'fatal', environment: 'staging', tags: { plan: 'free' } },
  ]);
  await seedEvents(api.database, blog.id, [
    { title: 'Post is empty', timestamp: minutesAgo(20), environment: 'production' },
    { title: 'Slow query', timestamp: minutesAgo(10), level: 'warning', environment: 'production' },
  ]);
  while (await foldTags(api.database));
});
afterAll(() => api.stop());

const ofShop = (query: string) => client.call('listIssues', { params: { project_id: shop.id }, query: { query } });

/** As a client writes addresses that is not ours. */
async function get(path: string) {
  const { access_token } = await client.call('login', { body: OWNER });
  const url = `${api.url}/api/v1/organizations/${organization.organization_id}/${path}`;
  return (await fetch(url, { headers: { Authorization: `Bearer ${access_token}` } })).json() as Promise<{
    data: unknown[];
  }>;
}

describe('the list of issues across projects', () => {
  const titles = async (query: object = {}) => {
    const { data } = await client.call('listOrganizationIssues', { params: organization, query });
    return data.map(({ title }) => title);
  };

  test('has those of all projects, the latest first', async () => {
    expect(await titles()).toEqual(['Slow query', 'Post is empty', 'Disk full', 'Cart is empty']);
  });

  test.each([
    ['empty', ['Post is empty', 'Cart is empty']],
    ['project:shop', ['Disk full', 'Cart is empty']],
    ['!project:[shop,sh*]', ['Slow query', 'Post is empty']],
    ['project:b* environment:production level:>=error', ['Post is empty']],
    ['plan:pro', ['Cart is empty']],
    ['is:resolved', []],
  ])('searched for %s', async (query, expected) => {
    expect(await titles({ query })).toEqual(expected);
  });

  test('is narrowed to projects, given in either way', async () => {
    expect(await titles({ project_id: shop.id })).toEqual(['Disk full', 'Cart is empty']);
    expect(await titles({ project_id: `${shop.id},${blog.id}` })).toHaveLength(4);
    const repeated = await get(`issues?project_id=${shop.id}&project_id=${blog.id}`);
    expect(repeated.data).toHaveLength(4);
    const problem = await problemOf(titles({ project_id: 'shop' }));
    expect(problem.errors).toEqual([{ pointer: '?project_id', detail: '"shop" is not the id of a project' }]);
  });

  test('finds what is assigned to a team, by its name as one word', async () => {
    const team = await client.call('createTeam', { params: organization, body: { name: 'Web & Mail' } });
    const [issue] = (await ofShop('disk')).data;
    const assign = (team_id: string | null) =>
      client.call('updateIssue', { params: { issue_id: issue!.id }, body: { team_id } });
    await assign(team.id);
    expect(await titles({ query: 'assigned:#web-mail' })).toEqual(['Disk full']);
    const { facets } = await client.call('getIssueFacets', { params: organization, query: { query: 'project:shop' } });
    expect(facets.find(({ key }) => key === 'assigned')!.values).toContainEqual({ value: '#web-mail', issue_count: 1 });
    await assign(null);
    expect(await titles({ query: 'assigned:#web-mail' })).toEqual([]);
  });

  test('takes environment and release beside the search, as the list of one project does', async () => {
    expect(await titles({ environment: 'staging' })).toEqual(['Disk full']);
    expect(await titles({ environment: 'staging', query: 'level:error' })).toEqual([]);
    expect(await titles({ release: 'shop@9' })).toEqual([]);
  });

  test('finds a whole short id', async () => {
    const [issue] = (await ofShop('disk')).data;
    expect(await titles({ query: issue!.short_id })).toEqual(['Disk full']);
  });

  test('gives every issue once, page by page', async () => {
    for (const sort of ['last_seen', 'event_count'] as const) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.call('listOrganizationIssues', {
          params: organization,
          query: { sort, limit: 1, cursor },
        });
        found.push(...page.data.map(({ title }) => title));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(found.toSorted()).toEqual(['Cart is empty', 'Disk full', 'Post is empty', 'Slow query']);
    }
  });

  test('holds nothing of other organisations', async () => {
    const organizationId = await seedOrganization(api.database, 'strangers');
    const { client: stranger } = await seedClient(api.url, api.database, {
      email: 'stranger@example.com',
      role: 'owner',
      organizationId,
    });
    const params = { organization_id: organizationId };
    const query = { project_id: shop.id };
    expect((await stranger.call('listOrganizationIssues', { params, query })).data).toEqual([]);
    expect((await stranger.call('getIssueFacets', { params, query })).issue_count).toBe(0);
    expect(await codeOf(stranger.call('listOrganizationIssues', { params: organization }))).toBe('not_found');
  });
});

test('a team is searched for by its name, and what it has is assigned', async () => {
  const team = await client.call('createTeam', { params: organization, body: { name: 'Web & Mobile' } });
  const disk = (await ofShop('disk')).data[0]!;
  await client.call('updateIssue', { params: { issue_id: disk.id }, body: { team_id: team.id } });
  for (const query of ['assigned:#web-mobile', 'is:assigned', '!assigned:none', '!is:unassigned']) {
    expect([query, (await ofShop(query)).data.map(({ title }) => title)]).toEqual([query, ['Disk full']]);
  }
  expect((await ofShop('!assigned:#Web-Mobile')).data.map(({ title }) => title)).not.toContain('Disk full');
  const { facets } = await client.call('getIssueFacets', { params: organization, query: { project_id: shop.id } });
  expect(facets.find(({ key }) => key === 'assigned')!.values.map(({ value }) => value)).toEqual([
    '#web-mobile',
    'none',
  ]);
  await client.call('updateIssue', { params: { issue_id: disk.id }, body: { team_id: null } });
});

describe('a search with a mistake', () => {
  test.each([
    ['level:eror', { position: 6, length: 4, suggestion: 'error' }],
    ['enviroment:production', { position: 0, length: 10, suggestion: 'environment' }],
    ['empty plam:pro', { position: 6, length: 4, suggestion: 'plan' }],
    ['!has:plam', { position: 5, length: 4, suggestion: 'plan' }],
    ['is:"unresolved', { position: 3 }],
  ])('%s is answered with its place', async (query, expected) => {
    const problem = await problemOf(ofShop(query));
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ pointer: '?query', detail: expect.any(String), ...expected }],
    });
    expect(problem.errors![0]!.suggestion).toBe((expected as { suggestion?: string }).suggestion);
  });

  test('tells which tag was probably meant', async () => {
    const { errors } = await problemOf(ofShop('plam:pro'));
    expect(errors![0]!.detail).toBe('plam: no event had a tag "plam" yet; did you mean "plan"?');
  });

  test.each([
    ['project:shpo', 'project:shop', 'shpo: no project is called "shpo"; did you mean "shop"?'],
    [
      'assigned:[me,#web-mobil]',
      'assigned:[me,#web-mobile]',
      '#web-mobil: no team is called "web-mobil"; did you mean "#web-mobile"?',
    ],
    ['assigned:#ΟΔΟΣ', '', '#ΟΔΟΣ: no team is called "ΟΔΟΣ"'],
    ['assigned:nobody@here.example', '', 'nobody@here.example: no member has the address nobody@here.example'],
  ])('%s names what there is not', async (query, meant, detail) => {
    const [error, ...more] = (await problemOf(ofShop(query))).errors!;
    expect(error).toMatchObject({ pointer: '?query', detail });
    expect(more).toEqual([]);
    if (meant) {
      const mended = `${query.slice(0, error!.position)}${error!.suggestion}${query.slice(error!.position! + error!.length!)}`;
      expect(mended).toBe(meant);
    }
  });

  test('a project that is not searched is a name all the same, one of another organisation is none', async () => {
    expect((await ofShop('project:blog')).data).toEqual([]);
    expect((await ofShop('project:[shop,blog]')).data).not.toEqual([]);
    const organizationId = await seedOrganization(api.database, 'others');
    const person = { email: 'grace@elsewhere.test', role: 'owner' as const, organizationId };
    const { client: other } = await seedClient(api.url, api.database, person);
    await other.call('createProject', { body: { name: 'Hidden' } });
    const { errors } = await problemOf(ofShop('project:hidden assigned:grace@elsewhere.test'));
    expect(errors!.map(({ detail }) => detail)).toEqual([
      'hidden: no project is called "hidden"',
      'grace@elsewhere.test: no member has the address grace@elsewhere.test',
    ]);
  });

  test('a tag counts as seen where one of the searched projects has it', async () => {
    const ofBlog = { params: { project_id: blog.id }, query: { query: 'plan:pro' } };
    expect((await problemOf(client.call('listIssues', ofBlog))).errors).toHaveLength(1);
    const everywhere = { params: organization, query: { query: 'plan:pro' } };
    expect((await client.call('listOrganizationIssues', everywhere)).data).toHaveLength(1);
  });
});

test('facets say how matching issues divide', async () => {
  const facets = async (query?: string) => {
    const answer = await client.call('getIssueFacets', { params: organization, query: { query } });
    const values = answer.facets.map(({ key, values }) => [
      key,
      Object.fromEntries(values.map(({ value, issue_count }) => [value, issue_count])),
    ]);
    return { count: answer.issue_count, ...Object.fromEntries(values) };
  };
  expect(await facets()).toEqual({
    count: 4,
    is: { unresolved: 4 },
    level: { error: 2, fatal: 1, warning: 1 },
    handled: { yes: 4 },
    project: { shop: 2, blog: 2 },
    assigned: { none: 4 },
    environment: { production: 3, staging: 1 },
  });
  expect(await facets('empty')).toMatchObject({
    count: 2,
    level: { error: 2 },
    project: { shop: 1, blog: 1 },
    environment: { production: 2 },
  });
  expect(await facets('is:resolved')).toEqual({ count: 0 });
});
