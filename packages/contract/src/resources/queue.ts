import { TOPICS } from '@railguard/protocol/topics';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Topic = oneOf(TOPICS as [string, ...string[]]);
const count = (description: string) => Type.Integer({ minimum: 0, description });

const QueueStatus = Type.Object(
  {
    topics: Type.Array(
      Type.Object({
        topic: Topic,
        ready: count('Can be taken now. Counting may stop at 10,000.'),
        delayed: count('To be tried again, but not yet.'),
        leased: count('In the hands of a worker.'),
        dead: count('Given up, and kept for a person to decide about.'),
      }),
    ),
  },
  { $id: 'QueueStatus' },
);

const DeadLetter = Type.Object(
  {
    id: Uuid,
    topic: Topic,
    project_id: nullable(Uuid),
    died_at: Timestamp,
    attempts: Type.Integer({ minimum: 0 }),
    reason: Type.String({ description: 'Why it was given up; secrets in it are hidden.' }),
    size_bytes: Type.Integer({ minimum: 0 }),
  },
  { $id: 'DeadLetter' },
);

const someLetters = Type.Object({
  topic: Type.Optional(Topic),
  ids: Type.Array(Uuid, { minItems: 1, maxItems: 100 }),
});
const howMany = Type.Object({ count: Type.Integer({ minimum: 0, description: 'Of the ids, those that were there.' }) });

/** What an operator looks after: the queue, and the messages that could not be processed. */
export const queueRoutes = [
  defineRoute({
    operationId: 'getQueueStatus',
    tag: 'Installation',
    method: 'GET',
    path: '/api/v1/installation/queue',
    summary: 'How much waits in the queue, by topic',
    auth: 'user',
    role: 'instance_admin',
    success: { status: 200, description: 'The depth of each topic.', schema: QueueStatus },
  }),
  defineRoute({
    operationId: 'listDeadLetters',
    tag: 'Installation',
    method: 'GET',
    path: '/api/v1/installation/dead-letters',
    summary: 'Messages that could not be processed, newest first',
    auth: 'user',
    role: 'instance_admin',
    query: Type.Object({ topic: Type.Optional(Topic), ...pageQuery }),
    success: { status: 200, description: 'A page of dead letters.', schema: pageOf(DeadLetter) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'replayDeadLetters',
    tag: 'Installation',
    method: 'POST',
    path: '/api/v1/installation/dead-letters/replay',
    summary: 'Put dead letters back into the queue',
    description: 'Each has a first attempt again. What was stored meanwhile is not stored twice.',
    auth: 'user',
    role: 'instance_admin',
    body: someLetters,
    success: { status: 200, description: 'Put back.', schema: howMany },
  }),
  defineRoute({
    operationId: 'discardDeadLetters',
    tag: 'Installation',
    method: 'POST',
    path: '/api/v1/installation/dead-letters/discard',
    summary: 'Delete dead letters for good',
    auth: 'user',
    role: 'instance_admin',
    body: someLetters,
    success: { status: 200, description: 'Deleted.', schema: howMany },
  }),
] as const;
