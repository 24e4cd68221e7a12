import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { scrubText } from '@railguard/pipeline/scrub/text';
import { isUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import { TOPICS } from '@railguard/protocol/topics';
import type { DeadLetter } from '@railguard/queue/queue';
import { recordAct } from '@railguard/store/audit-log';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';

const CURSOR = 'dead letters';

export function queueHandlers({ database, queue }: ApiDeps) {
  /** After the deed, since a broker has no part in our transactions: it is better done unrecorded than the other way. */
  async function record(scope: Scope, what: 'replayed' | 'discarded', topic: string, ids: string[]): Promise<void> {
    await recordAct(database.kysely, scope, {
      action: `dead_letters.${what}`,
      organization_id: null,
      target_type: 'queue',
      target_id: topic,
      data: { ids },
    });
  }

  return {
    async getQueueStatus() {
      return { topics: await Promise.all(TOPICS.map(async (topic) => ({ topic, ...(await queue.depth(topic)) }))) };
    },

    async listDeadLetters({ query }) {
      const { limit = DEFAULT_PAGE_SIZE, topic = EVENTS_RAW } = query;
      const before = decodeCursor(CURSOR, { id: asUuid }, query.cursor)?.id;
      const letters = await queue.deadLetters.list(topic, { limit: limit + 1, before });
      return toPage(letters, limit, presentLetter, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async replayDeadLetters({ body, scope }) {
      const { topic = EVENTS_RAW, ids } = body;
      const count = await queue.deadLetters.replay(topic, ids);
      await record(scope, 'replayed', topic, ids);
      return { count };
    },

    async discardDeadLetters({ body, scope }) {
      const { topic = EVENTS_RAW, ids } = body;
      const count = await queue.deadLetters.discard(topic, ids);
      await record(scope, 'discarded', topic, ids);
      return { count };
    },
  } satisfies Partial<Handlers>;
}

function presentLetter(letter: DeadLetter): AnswerOf<RouteOf<'listDeadLetters'>>['data'][number] {
  const { project_id } = letter.headers;
  return {
    id: letter.id,
    topic: letter.topic,
    project_id: typeof project_id === 'string' && isUuid(project_id) ? project_id : null,
    died_at: letter.died_at.toISOString(),
    attempts: letter.attempts,
    reason: scrubText(letter.reason),
    size_bytes: letter.body.byteLength,
  };
}
