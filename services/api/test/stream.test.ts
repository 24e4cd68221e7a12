import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@railguard/client/client';
import { openStream } from '@railguard/client/stream';
import { newUuid } from '@railguard/protocol/ids';
import { writeAlerts } from '@railguard/store/alerts/alerts';
import { announce } from '@railguard/store/live';
import { addOutcomesOnce } from '@railguard/store/outcomes';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { OWNER, startApi, startApiWithOwner, type TestApi } from './api.ts';
import { seedClient, seedEvents, seedOrganization } from './seed.ts';
import { readStream, type TestStream } from './stream-reader.ts';

const FAST = { heartbeatMs: 100, recheckMs: 200 };

/** Two processes over one database. */
let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let other: TestApi;
let token: string;
let projectId: string;
const opened: TestStream[] = [];

beforeAll(async () => {
  api = await startApiWithOwner({ liveTimings: FAST });
  other = await startApi({ databaseUrl: api.databaseUrl, liveTimings: FAST });
  token = (await api.client.signIn(OWNER)).access_token;
  projectId = api.owner.project.id;
});
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
});
afterAll(async () => {
  await other?.stop();
  await api?.stop();
});

/** Open, with everything missed told. */
async function open(at: TestApi, query: Record<string, string> = {}, headers: Record<string, string> = {}, as = token) {
  const stream = await readStream(at.url, as, query, headers);
  opened.push(stream);
  await stream.heard('ready');
  return stream;
}

const newProject = async (name: string) => (await api.client.call('createProject', { body: { name } })).id;
const say = (project: string, issue_ids: string[], type: 'issue.updated' | 'issue.deleted' = 'issue.updated') =>
  announce(api.database.kysely, [{ project_id: project, type, issue_ids }]);

async function issueOf(project: string): Promise<string> {
  return (await api.client.call('listIssues', { params: { project_id: project } })).data[0]!.id;
}

describe('a stream', () => {
  test('tells at every process what a worker stored: one message a project and kind of change, by ids alone', async () => {
    const project = await newProject('Stored');
    const streams = [await open(api), await open(other)];
    await seedEvents(api.database, project, [{ title: 'Secret words' }, { title: 'Secret words' }]);
    const issue = await issueOf(project);
    for (const stream of streams) {
      expect(await stream.heard('issue.new')).toEqual([{ project_id: project, issue_ids: [issue] }]);
      expect(stream.of('project.first_event')).toEqual([{ project_id: project, issue_ids: [] }]);
    }
    await seedEvents(api.database, project, [{ title: 'Secret words' }]);
    for (const stream of streams) {
      expect(await stream.heard('issue.updated')).toEqual([{ project_id: project, issue_ids: [issue] }]);
      expect(stream.of('project.first_event')).toHaveLength(1);
      expect(stream.text()).not.toContain('Secret');
    }
  });

  test('tells that a resolved issue came back', async () => {
    const project = await newProject('Regressed');
    await seedEvents(api.database, project, [{ title: 'Again' }]);
    const issue_id = await issueOf(project);
    await api.client.call('updateIssue', { params: { issue_id }, body: { status: 'resolved' } });
    const stream = await open(other, { project_id: project, topics: 'issue.regressed' });
    await seedEvents(api.database, project, [{ title: 'Again' }]);
    expect(await stream.heard('issue.regressed')).toEqual([{ project_id: project, issue_ids: [issue_id] }]);
  });

  test('tells that somebody is told of something, and not that somebody is not', async () => {
    const project = await newProject('Alerted');
    const stream = await open(other, { project_id: project, topics: 'alert' });
    const params = { project_id: project };
    const rule = (await api.client.call('listAlertRules', { params })).data[0]!;
    await seedEvents(api.database, project, [{ title: 'Told' }]);
    const issueId = await issueOf(project);
    const alert = {
      projectId: project,
      notificationId: null,
      rule,
      issueId,
      occasion: 'test',
      channel: 'email',
    } as const;
    const [ann, ben] = ['ann', 'ben'].map((name) => ({ user_id: null, address: `${name}@example.com` }));
    await writeAlerts(api.database.pool, [{ ...alert, person: ann!, state: 'skipped', reason: 'paused' }]);
    await writeAlerts(api.database.pool, [
      { ...alert, person: ann!, state: 'held', reason: 'hourly_limit' },
      { ...alert, person: ben!, state: 'held', reason: 'hourly_limit' },
    ]);
    expect(await stream.heard('alert.fired')).toEqual([{ project_id: project, issue_ids: [issueId] }]);
  });

  test('names at most a hundred issues, and says that there are more', async () => {
    const stream = await open(api, { topics: 'issue' });
    const titles = Array.from({ length: 101 }, (_, place) => ({ title: `Issue ${place}` }));
    await seedEvents(api.database, projectId, titles);
    const [message] = await stream.heard('issue.new');
    expect(message).toMatchObject({ project_id: projectId, truncated: true });
    expect(message!.issue_ids).toHaveLength(100);
  });

  test('tells of refused items with the reason, once for a second of them', async () => {
    const stream = await open(api, { topics: 'ingest' });
    const row = { project_id: projectId, received_at: new Date(), category: 'error', quantity: 3 } as const;
    const id = newUuid();
    const rows = [
      { ...row, outcome: 'rate_limited', reason: 'key_limit' } as const,
      { ...row, category: 'transaction', outcome: 'rate_limited', reason: 'key_limit' } as const,
      { ...row, outcome: 'dropped', reason: 'duplicate' } as const,
    ];
    await addOutcomesOnce(api.database, id, rows);
    await addOutcomesOnce(api.database, id, rows);
    await say(projectId, []);
    expect(await stream.heard('ingest.rejected')).toEqual([
      { project_id: projectId, issue_ids: [], reason: 'key_limit' },
    ]);
  });

  test('is text that no one keeps or collects, and shows signs of life', async () => {
    const stream = await open(api);
    const header = (name: string) => stream.response.headers.get(name);
    expect([header('content-type'), header('cache-control'), header('x-accel-buffering')]).toEqual([
      'text/event-stream; charset=utf-8',
      'no-store',
      'no',
    ]);
    expect(header('content-encoding')).toBeNull();
    await expect.poll(stream.text).toMatch(/^retry: \d+\n\nevent: ready\nid: \S+\ndata: {}\n\n:\n\n/);
  });

  test('answers HEAD with its headers alone', async () => {
    const response = await fetch(`${api.url}/api/v1/stream`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });
});

describe('who reconnects', () => {
  test.each(['last_event_id', 'Last-Event-ID'])('hears what was missed, by %s', async (name) => {
    const before = await open(api);
    const id = before.lastId();
    before.close();
    const issue_ids = [newUuid()];
    await say(projectId, issue_ids);
    const [query, headers] = name === 'last_event_id' ? [{ [name]: id }, {}] : [{}, { [name]: id }];
    const after = await open(other, query, headers);
    expect(after.of('issue.updated')).toContainEqual({ project_id: projectId, issue_ids });
    expect(after.of('reset')).toEqual([]);
  });

  test('hears also what was written before, and committed after, the last message that arrived', async () => {
    const before = await open(api, { project_id: projectId });
    const [early, late] = [newUuid(), newUuid()];
    const slow = await api.database.pool.connect();
    await slow.query('begin');
    await slow.query('insert into live_message (project_id, type, issue_ids) values ($1, $2, $3)', [
      projectId,
      'issue.updated',
      [early],
    ]);
    await say(projectId, [late]);
    await before.heard('issue.updated');
    const id = before.lastId();
    before.close();
    await slow.query('commit');
    slow.release();
    const after = await open(other, { last_event_id: id, project_id: projectId });
    expect(after.of('issue.updated')).toContainEqual({ project_id: projectId, issue_ids: [early] });
  });

  test.each(['1-1', '9223372036854775807-99999999999', '99999999999999999999-1', 'nonsense', '../../etc'])(
    'with an id that says nothing here (%s) is told to read everything anew',
    async (id) => {
      const stream = await open(api, { last_event_id: id });
      expect(stream.events.map(({ type }) => type)).toEqual(['reset', 'ready']);
    },
  );

  test('after more than a thousand messages is told to read everything anew', async () => {
    const project = await newProject('Busy');
    const before = await open(api, { project_id: project });
    const id = before.lastId();
    const messages = Array.from({ length: 1_000 }, () => ({ project_id: project, type: 'issue.updated' as const }));
    await announce(api.database.kysely, messages);
    const all = await open(api, { project_id: project, last_event_id: id });
    // What was just said may be told twice: missed, and heard.
    expect(all.of('issue.updated').length).toBeGreaterThanOrEqual(1_000);
    expect(all.of('reset')).toEqual([]);
    await say(project, []);
    const anew = await open(api, { project_id: project, last_event_id: id });
    expect(anew.events.slice(0, 2).map(({ type }) => type)).toEqual(['reset', 'ready']);
  });
});

describe('when the connection that listens is cut', () => {
  const cut = async () => {
    const { rowCount } = await api.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'railguard changes' and datname = current_database()`,
    );
    expect(rowCount).toBeGreaterThan(0);
  };

  test('nothing is missed: what was said meanwhile is told once it listens again', async () => {
    const streams = [await open(api), await open(other)];
    await cut();
    const issue_ids = [newUuid()];
    await say(projectId, issue_ids);
    for (const stream of streams) {
      expect(await stream.heard('issue.updated')).toContainEqual({ project_id: projectId, issue_ids });
      expect(stream.of('reset')).toEqual([]);
    }
    await say(projectId, [], 'issue.deleted');
    for (const stream of streams) await stream.heard('issue.deleted');
  });

  test('and too much was said meanwhile, every stream is told to read anew', async () => {
    const stream = await open(api, { topics: 'project' });
    const messages = Array.from({ length: 1_001 }, () => ({ project_id: projectId, type: 'issue.updated' as const }));
    // Said in the moment that nobody listens: who listens anew may be back before they are all written.
    await api.database.kysely.transaction().execute(async (trx) => {
      await announce(trx, messages);
      await cut();
    });
    await stream.heard('reset');
  });
});

describe('only what one may see is heard', () => {
  test('strangers hear nothing, and may not ask for what is not theirs', async () => {
    const organizationId = await seedOrganization(api.database, 'strangers');
    const person = { email: 'stranger@example.com', role: 'owner', organizationId } as const;
    const { client, user } = await seedClient(api.url, api.database, person);
    const { access_token } = await client.signIn(user);
    const mine = await client.call('createProject', { body: { name: 'Mine' } });
    const stream = await open(api, {}, {}, access_token);
    const replayed = await open(api, { last_event_id: stream.lastId() }, {}, access_token);
    await say(projectId, [newUuid()]);
    await say(mine.id, []);
    for (const { events } of [stream, replayed]) {
      await expect.poll(() => events.at(-1)?.type).toBe('issue.updated');
      expect(events.filter(({ data }) => data.includes(projectId))).toEqual([]);
    }
    const missed = await open(api, { last_event_id: stream.lastId() }, {}, access_token);
    expect(missed.events.filter(({ data }) => data.includes(projectId))).toEqual([]);
    const theirs: Record<string, string>[] = [
      { project_id: projectId },
      { organization_id: api.owner.project.organization_id },
    ];
    for (const query of theirs) {
      expect((await readStream(api.url, access_token, query)).response.status).toBe(404);
    }
  });

  test('narrowed to a project, an organisation and topics', async () => {
    const project = await newProject('Narrow');
    const organization_id = api.owner.project.organization_id;
    const ofProject = await open(api, { project_id: project });
    const ofTopics = await open(api, { organization_id, topics: 'issue.deleted,project' });
    await say(projectId, []);
    await say(project, [], 'issue.deleted');
    await ofProject.heard('issue.deleted');
    await ofTopics.heard('issue.deleted');
    expect([ofProject.of('issue.updated'), ofTopics.of('issue.updated')]).toEqual([[], []]);
    const wrong = await readStream(api.url, token, { topics: 'issue.new,weather' });
    expect([wrong.response.status, (await readStream(api.url, 'x')).response.status]).toEqual([400, 401]);
  });

  test('a project that comes later is heard, and who is removed hears no more', async () => {
    const organizationId = api.owner.project.organization_id;
    const person = { email: 'leaver@example.com', role: 'viewer', organizationId } as const;
    const { client, user } = await seedClient(api.url, api.database, person);
    const { access_token } = await client.signIn(user);
    const everything = await open(api, {}, {}, access_token);
    const one = await open(api, { project_id: projectId }, {}, access_token);
    const later = await newProject('Later');
    await expect
      .poll(async () => {
        await say(later, []);
        return everything.of('issue.updated').some(({ project_id }) => project_id === later);
      })
      .toBe(true);
    await api.database.pool.query('delete from membership where user_id = $1', [user.id]);
    expect(await one.heard('end')).toEqual([{ reason: 'not_found' }]);
    await one.ended;
    const witness = await open(api);
    await expect
      .poll(async () => {
        const [before, heard] = [everything.events.length, witness.events.length];
        await say(projectId, []);
        await expect.poll(() => witness.events.length).toBeGreaterThan(heard);
        await sleep(50);
        return everything.events.length - before;
      })
      .toBe(0);
  });
});

test('a token that expires ends the stream with the reason', async () => {
  const stream = await open(api);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
  try {
    expect(await stream.heard('end')).toEqual([{ reason: 'unauthenticated' }]);
    await stream.ended;
  } finally {
    vi.useRealTimers();
  }
});

test('a person has so many streams and no more, and a closed one gives its place back', async () => {
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(other)));
  const refused = await readStream(other.url, token);
  expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([429, '30']);
  streams[0]!.close();
  await expect.poll(async () => (await readStream(other.url, token).then(track)).response.status).toBe(200);
  for (const stream of streams) stream.close();
});

function track(stream: TestStream): TestStream {
  opened.push(stream);
  return stream;
}

test('whoever does not read is told to start anew and let go, and others hear on', async () => {
  const slow = await fetch(`${api.url}/api/v1/stream`, { headers: { authorization: `Bearer ${token}` } });
  const stream = await open(api);
  const ids = Array.from({ length: 99 }, newUuid);
  const messages = Array.from({ length: 200 }, () => {
    return { project_id: projectId, type: 'issue.updated' as const, issue_ids: [...ids, newUuid()] };
  });
  // More than what the two ends of a connection hold for a reader that does not read.
  for (let round = 1; round <= 20; round++) {
    await announce(api.database.kysely, messages);
    await expect.poll(() => stream.events.length).toBeGreaterThan(200 * round);
  }
  expect(stream.of('end')).toEqual([]);
  let text = '';
  await (async () => {
    for await (const chunk of slow.body!) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  expect(text.length).toBeLessThan(4_000 * 3_900);
});

test('a process that stops ends its streams at once, and says so', async () => {
  const third = await startApi({ databaseUrl: api.databaseUrl });
  const stream = await open(third);
  const started = performance.now();
  await third.stop();
  expect(performance.now() - started).toBeLessThan(3_000);
  await stream.ended;
  expect(stream.of('end')).toEqual([{ reason: 'stopping' }]);
});

describe('our client', () => {
  test('hears on after the server stopped and came back, and renews its token', async () => {
    const port = new URL((await startApi({ databaseUrl: api.databaseUrl }).then(stopped)).url).port;
    let server = await startApi({ databaseUrl: api.databaseUrl, port: Number(port) });
    const { access_token, refresh_token } = await api.client.signIn(OWNER);
    const client = createClient({
      baseUrl: server.url,
      tokens: { accessToken: `${access_token}x`, refreshToken: refresh_token },
    });
    const leaving = new AbortController();
    const heard: unknown[] = [];
    const connected: boolean[] = [];
    const hearing = openStream({
      client,
      query: { project_id: projectId },
      onMessage: (message) => heard.push(message),
      onConnected: (isConnected) => connected.push(isConnected),
      signal: leaving.signal,
    });
    await expect.poll(() => connected, { timeout: 20_000 }).toContain(true);
    await server.stop();
    const issue_ids = [newUuid()];
    await say(projectId, issue_ids);
    server = await startApi({ databaseUrl: api.databaseUrl, port: Number(port) });
    await expect
      .poll(() => heard, { timeout: 30_000 })
      .toContainEqual({ type: 'issue.updated', project_id: projectId, issue_ids });
    leaving.abort();
    await hearing;
    await server.stop();
  });

  test('ends with the reason where it is refused for good', async () => {
    const stream = openStream({
      client: createClient({ baseUrl: api.url }),
      onMessage: () => {},
      signal: new AbortController().signal,
    });
    await expect(stream).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

async function stopped(started: TestApi): Promise<TestApi> {
  await started.stop();
  return started;
}
