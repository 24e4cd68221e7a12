import type { ProcessedMessage } from '@railguard/protocol/processed';
import type { EnvironmentSeen } from '@railguard/store/environments';
import { LRUCache } from 'lru-cache';

const MOST_ENVIRONMENTS = 10_000;
/** How exact the time is at which an environment was last seen. */
const AGAIN_AFTER_MS = 10 * 60 * 1000;

/**
 * Writes the environments that events name, each one once in ten minutes, so that nearly all batches write nothing.
 * Call it before a batch is acknowledged: what a crash keeps it from writing comes again with the batch.
 */
export function createEnvironmentsSeen(write: (seen: EnvironmentSeen[]) => Promise<void>) {
  const written = new LRUCache<string, true>({ max: MOST_ENVIRONMENTS, ttl: AGAIN_AFTER_MS });
  return async (messages: ProcessedMessage[]): Promise<void> => {
    const seen = new Map<string, EnvironmentSeen>();
    for (const { project_id, received_at, events } of messages) {
      for (const { event } of events) {
        if (!event.environment) continue;
        const id = `${project_id} ${event.environment}`;
        if (!written.has(id))
          seen.set(id, { projectId: project_id, name: event.environment, at: Date.parse(received_at) });
      }
    }
    if (seen.size === 0) return;
    await write([...seen.values()]);
    for (const id of seen.keys()) written.set(id, true);
  };
}
