import { createHash } from 'node:crypto';
import type { Client } from '@railguard/client/client';
import { createClient } from '@railguard/client/client';
import { tagsOfEvent } from '@railguard/pipeline/tags-of-event';
import type { Event } from '@railguard/protocol/event';
import { newEventId, newUuid } from '@railguard/protocol/ids';
import type { Level } from '@railguard/protocol/level';
import type { Database } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { storeBatch } from '@railguard/store/store-batch';
import type { Role } from '@railguard/store/tables';
import { hashPassword } from '../src/auth/password.ts';

const PASSWORD = 'a password for tests';

/** An organisation with nobody in it. */
export async function seedOrganization(database: Database, slug: string): Promise<string> {
  const id = newUuid();
  await database.pool.query('insert into organization (id, slug, name) values ($1, $2, $2)', [id, slug]);
  return id;
}

/** A person with one role in one organisation. */
export async function seedUser(
  database: Database,
  { email, role, organizationId }: { email: string; role: Role; organizationId: string },
): Promise<{ id: string; email: string; password: string }> {
  const id = newUuid();
  const hash = await hashPassword(PASSWORD);
  await database.pool.query('insert into user_account (id, email, password_hash) values ($1, $2, $3)', [
    id,
    email,
    hash,
  ]);
  await database.pool.query('insert into membership (organization_id, user_id, role) values ($1, $2, $3)', [
    organizationId,
    id,
    role,
  ]);
  return { id, email, password: PASSWORD };
}

/** The same, signed in. */
export async function seedClient(url: string, database: Database, person: Parameters<typeof seedUser>[1]) {
  const user = await seedUser(database, person);
  const client: Client = createClient({ baseUrl: url });
  await client.signIn(user);
  return { client, user };
}

export interface SeedEvent {
  title: string;
  level?: Level;
  environment?: string;
  release?: string;
  user?: string;
  timestamp?: Date;
  tags?: Record<string, string>;
}

/** Stores events as a worker does; those of one title are one issue. Answers their ids in order. */
export async function seedEvents(database: Database, projectId: string, seeds: SeedEvent[]): Promise<string[]> {
  const receivedAt = Date.now();
  const events = seeds.map(
    (seed): Event => ({
      event_id: newEventId(),
      type: 'error',
      timestamp: (seed.timestamp ?? new Date(receivedAt)).toISOString(),
      level: seed.level ?? 'error',
      platform: 'ruby',
      message: seed.title,
      ...(seed.environment ? { environment: seed.environment } : {}),
      ...(seed.release ? { release: seed.release } : {}),
      ...(seed.tags ? { tags: seed.tags } : {}),
    }),
  );
  const messages = events.map((event, place) => ({
    id: newUuid(),
    project_id: projectId,
    received_at: new Date(receivedAt + place).toISOString(),
    outcomes: [],
    events: [
      {
        event,
        grouping: {
          hash: createHash('sha256').update(seeds[place]!.title).digest('hex'),
          algorithm: 'v1',
          explanation: [{ label: 'message', value: seeds[place]!.title }],
        },
        title: seeds[place]!.title,
        culprit: 'OrdersController#create',
        handled: true,
        tags: tagsOfEvent(event, true),
        ...(seeds[place]!.user ? { user_identity: `id:${seeds[place]!.user}` } : {}),
      },
    ],
  }));
  await storeBatch(database, nativeLayout(database), messages);
  return events.map((event) => event.event_id);
}
