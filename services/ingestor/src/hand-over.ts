import { newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW, type RawMessage, rawMessageHeaders } from '@railguard/protocol/raw-message';
import { QueueUnavailableError } from '@railguard/queue/queue';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from './client-address.ts';
import { comeBackLater } from './come-back-later.ts';
import type { Door } from './door.ts';
import type { ProjectKey } from './key-directory.ts';

/** What a route learnt of a request. */
export type Taken = Pick<RawMessage, 'dialect' | 'content_encoding' | 'event_ids' | 'body'>;

/**
 * Resolves once the queue holds the request durably: only then may it be acknowledged.
 * @throws ProblemError `queue_unavailable`
 */
export async function handOver(door: Door, key: ProjectKey, request: FastifyRequest, taken: Taken): Promise<void> {
  const now = new Date();
  const message: RawMessage = {
    ...taken,
    id: newUuid(now.getTime()),
    project_id: key.project_id,
    key_id: key.key_id,
    received_at: now.toISOString(),
    remote_address: clientAddress(request, door.trustProxy),
    user_agent: request.headers['user-agent'],
  };
  const started = performance.now();
  try {
    await door.queue.publish(EVENTS_RAW, [{ id: message.id, headers: rawMessageHeaders(message), body: message.body }]);
  } catch (error) {
    if (!(error instanceof QueueUnavailableError)) throw error;
    throw comeBackLater();
  } finally {
    door.publishTime.observe((performance.now() - started) / 1000);
  }
  door.ledger.accepted(key.project_id, taken.event_ids);
}
