import { createHash } from 'node:crypto';
import { parseSearch } from '@railguard/contract/search/parse-search';
import { createLog } from '@railguard/kit/log';
import type { Event } from '@railguard/protocol/event';
import { newEventId, newUuid } from '@railguard/protocol/ids';
import type { ProcessedEvent, ProcessedMessage, Tag } from '@railguard/protocol/processed';
import type { SearchQuery } from '@railguard/protocol/search-query';
import { createDatabase, type Database } from '@railguard/store/database';
import { chooseLayout } from '@railguard/store/layout/choose-layout';
import type { Layout } from '@railguard/store/layout/layout';
import { nativeLayout } from '@railguard/store/layout/native';
import { migrate } from '@railguard/store/migrate';
import { createProject, type NewProject } from '@railguard/store/projects';
import type { Scope } from '@railguard/store/scope';
import { createTestDatabase } from '@railguard/testing/database';
import { stopClock } from '@railguard/testing/stopped-clock';
import { createTimescaleDatabase } from '@railguard/testing/timescale';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';

export const silent = createLog('store test', 'silent');

/** The database of a test file, on the layout that its suite is for. */
export interface TestContext {
  database: Database;
  layout: Layout;
  url: string;
}

/**
 * A migrated database of its own for a test file; the object is filled in before the first test. With `stoppedClock`
 * (where the layout does not matter) its `clock_timestamp()` is moved by `moveClock` alone.
 */
export function useDatabase(options: { stoppedClock?: boolean } = {}): TestContext {
  if (!inject('timescale')) return useNative(options);
  if (options.stoppedClock) throw new Error('the clock is stopped on the native layout only');
  return useTimescale();
}

function useNative({ stoppedClock = false }): TestContext {
  const context = {} as TestContext;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const { url, drop: dropDatabase } = await createTestDatabase(inject('postgresUrl'));
    drop = dropDatabase;
    if (stoppedClock) await stopClock(url);
    context.url = url;
    context.database = createDatabase({ url, maxConnections: 8, applicationName: 'store test', log: silent });
    context.layout = nativeLayout(context.database);
  });
  afterAll(async () => {
    await context.database.close();
    await drop();
  });
  return context;
}

function useTimescale(): TestContext {
  const context = {} as TestContext;
  const isMissing = inject('timescale') === 'missing';
  let drop = async () => {};
  beforeAll(async () => {
    if (isMissing) return;
    const { url, maxConnections, drop: dropDatabase } = await createTimescaleDatabase();
    drop = dropDatabase;
    context.url = url;
    context.database = createDatabase({ url, maxConnections, applicationName: 'store test', log: silent });
    context.layout = await chooseLayout(context.database);
    await migrate(context.database, context.layout);
  });
  // Registered first, so that no other set-up runs before it: each test is skipped under its own name.
  beforeEach(({ skip }) => skip(isMissing, 'there is no TimescaleDB'));
  afterAll(async () => {
    await context.database?.close();
    await drop();
  });
  return context;
}

export interface Tenant {
  scope: Scope;
  organizationId: string;
}

/** A person with an organisation of their own. */
export async function createTenant(database: Database): Promise<Tenant> {
  const userId = newUuid();
  const organizationId = newUuid();
  await database.kysely
    .insertInto('user_account')
    .values({ id: userId, email: `${userId}@example.com`, name: 'Somebody', password_hash: 'none' })
    .execute();
  await database.kysely
    .insertInto('organization')
    .values({ id: organizationId, slug: organizationId, name: 'Some organisation' })
    .execute();
  await database.kysely
    .insertInto('membership')
    .values({ organization_id: organizationId, user_id: userId, role: 'owner' })
    .execute();
  return { scope: { userId }, organizationId };
}

/** The id of a new project of a tenant. */
export async function projectOf(
  database: Database,
  { scope, organizationId }: Tenant,
  input: Partial<NewProject> = {},
): Promise<string> {
  const created = await createProject(database, scope, { organization_id: organizationId, name: 'Shop', ...input });
  return created!.project.id;
}

type EventInput = Omit<Partial<Event>, 'user'> & {
  group?: string;
  user?: string;
  title?: string;
  culprit?: string;
  handled?: boolean;
  /** What it is counted and found by; environment and release by default. */
  tagged?: Tag[];
};

/** An event of group `a` that happens now, save for what is given. */
export function anEvent({
  group = 'a',
  user,
  title,
  culprit,
  handled,
  tagged,
  ...event
}: EventInput = {}): ProcessedEvent {
  return {
    event: {
      event_id: newEventId(),
      type: 'error',
      timestamp: new Date().toISOString(),
      level: 'error',
      platform: 'node',
      ...event,
    } as Event,
    grouping: {
      hash: createHash('sha256').update(group).digest('hex'),
      algorithm: 'v1',
      explanation: [{ label: 'group', value: group }],
    },
    title: title ?? `Error ${group}`,
    culprit: culprit ?? 'app.js',
    handled: handled ?? true,
    ...(user === undefined ? {} : { user_identity: `id:${user}` }),
    ...(tagged === undefined ? {} : { tags: tagged }),
  };
}

/** A message received now, save for what is given. */
export function aMessage(
  projectId: string,
  events: ProcessedEvent[],
  rest: Partial<ProcessedMessage> = {},
): ProcessedMessage {
  return { id: newUuid(), project_id: projectId, received_at: new Date().toISOString(), events, outcomes: [], ...rest };
}

/** What a search means; there must be nothing wrong with it. */
export function search(text: string): SearchQuery {
  const { query, errors } = parseSearch(text);
  if (errors.length > 0) throw new Error(errors[0]!.detail);
  return query;
}

/** Waits until `check` resolves truthfully, at most some seconds. */
export async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error('it did not come true within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
