import { createLog } from '@railguard/kit/log';
import { createMetrics, type Metrics } from '@railguard/kit/metrics';
import type { CountedOutcome } from '@railguard/protocol/outcome';
import { EVENTS_RAW, type RawMessage, rawMessageFrom } from '@railguard/protocol/raw-message';
import { createMemoryQueue } from '@railguard/queue/memory';
import { ACK, type Queue } from '@railguard/queue/queue';
import type { FastifyInstance } from 'fastify';
import { createIngestor } from '../src/app.ts';
import { createKeyDirectory, type ProjectKey } from '../src/key-directory.ts';
import { createKeyUseTally } from '../src/key-use.ts';

export const PROJECT = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';
export const NUMERIC = 4711000000;
export const KEY = 'c0ffee00c0ffee00c0ffee00c0ffee00';
export const OTHER_KEY = 'deadbeefdeadbeefdeadbeefdeadbeef';
export const EVENT_ID = '9ec79c33ec9942ab8353589fcb2e04dc';

export interface TestIngestor {
  app: FastifyInstance;
  metrics: Metrics;
  queue: Queue;
  /** Change it, and the next request of that key follows. */
  keys: Map<string, ProjectKey>;
  /** What was refused, in order. */
  refused: CountedOutcome[];
  /** What the ledger was told, in order; it has room for `room` refusals. */
  noted: { accepted: string[]; refused: { quantity: number; ids: string[] }[]; room: number };
  /** Everything handed to the queue since the last call. */
  taken(): Promise<RawMessage[]>;
  close(): Promise<void>;
}

/** An ingestor over the memory transport with two projects of one key each. */
export async function startIngestor(options: { trustProxy?: boolean; queue?: Queue } = {}): Promise<TestIngestor> {
  const log = createLog('test', 'silent');
  const queue = options.queue ?? createMemoryQueue(log);
  const keys = new Map([
    [KEY, keyOf(KEY)],
    [OTHER_KEY, keyOf(OTHER_KEY, { project_id: '0199d1c4-5c3e-7a2b-8f00-ffffffffffff', numeric_id: 815 })],
  ]);
  const directory = createKeyDirectory({
    lookUp: async (publicKey) => keys.get(publicKey),
  });
  const refused: CountedOutcome[] = [];
  // Alone with its counts: what it tells is all there is to hear.
  const use = createKeyUseTally({ write: async () => [], log, everyMs: 3_600_000 });
  const noted: TestIngestor['noted'] = { accepted: [], refused: [], room: 100 };
  const metrics = createMetrics();
  const app = await createIngestor({
    queue,
    keys: {
      find: (publicKey) => {
        directory.forgetAll();
        return directory.find(publicKey);
      },
    },
    use,
    outcomes: { record: (_projectId, outcome) => refused.push(outcome) },
    ledger: {
      accepted: (_projectId, ids) => noted.accepted.push(...ids),
      refused: (_projectId, _outcome, quantity, ids) => noted.refused.push({ quantity, ids }),
      hasRoom: () => noted.refused.length < noted.room,
    },
    log,
    metrics,
    config: { trustProxy: options.trustProxy ?? false },
  });
  return {
    app,
    metrics,
    queue,
    keys,
    refused,
    noted,
    taken: () => drain(queue),
    close: async () => {
      await app.close();
      await use.close();
      await queue.close();
    },
  };
}

export function keyOf(publicKey: string, changes: Partial<ProjectKey> = {}): ProjectKey {
  return {
    key_id: `key of ${publicKey}`,
    project_id: PROJECT,
    numeric_id: NUMERIC,
    public_key: publicKey,
    rate_limit_per_minute: null,
    quota_per_day: null,
    quota_day: null,
    quota_used: 0,
    allowed_origins: [],
    ...changes,
  };
}

async function drain(queue: Queue): Promise<RawMessage[]> {
  const { ready } = await queue.depth(EVENTS_RAW);
  if (ready === 0) return [];
  const messages: RawMessage[] = [];
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const consumer = queue.consume(
    EVENTS_RAW,
    async (batch) => {
      messages.push(...batch.map(rawMessageFrom));
      if (messages.length >= ready) resolve();
      return batch.map(() => ACK);
    },
    { batchSize: 100, maxAttempts: 1, leaseMs: 1_000 },
  );
  await all;
  await consumer.stop();
  return messages;
}
