import { processMessage } from '@railguard/pipeline/process-message';
import type { ProjectRules } from '@railguard/pipeline/project/rules';
import { isUuid } from '@railguard/protocol/ids';
import type { ProcessedMessage } from '@railguard/protocol/processed';
import { rawMessageFrom } from '@railguard/protocol/raw-message';
import { ACK, type BatchHandler, type Delivery, type Verdict } from '@railguard/queue/queue';
import { isAboutTheData, reasonOf } from './concerns-one.ts';

/** Stores what the pipeline made of some messages, in one transaction. */
export type StoreMessages = (messages: ProcessedMessage[]) => Promise<unknown>;

export interface BatchParts {
  /** What projects have set, by id. */
  rulesOf: (projectIds: Set<string>) => Promise<Map<string, ProjectRules>>;
  store: StoreMessages;
  /** Told of each message that this gives up on, with the reason, before it becomes a dead letter. */
  onGivenUp: (delivery: Delivery, reason: string) => Promise<void>;
  retentionDays: number;
  /** A message that still fails by then is given up. */
  maxAttempts: number;
}

/**
 * The worker's one handler: pipeline, then one transaction for the whole batch.
 *
 * A message that makes the pipeline fail is retried alone and its neighbours go on. A transaction that fails because
 * of what is in it is tried again in halves, until the message at fault stands alone; any other failure concerns the
 * database, is thrown, and the queue brings the whole batch again, for as long as that takes.
 */
export function createBatchHandler(parts: BatchParts): BatchHandler {
  const { rulesOf, store, onGivenUp, retentionDays, maxAttempts } = parts;
  return async (batch) => {
    const rules = await rulesOf(projectsOf(batch));
    const verdicts: Verdict[] = new Array(batch.length);
    const ready: { index: number; message: ProcessedMessage }[] = [];
    batch.forEach((delivery, index) => {
      const result = runPipeline(delivery, rules, retentionDays);
      if ('kind' in result) verdicts[index] = result;
      else ready.push({ index, message: result });
    });
    await storeInHalves(store, ready, verdicts);
    for (const [index, verdict] of verdicts.entries()) {
      const delivery = batch[index]!;
      if (verdict.kind !== 'retry' || delivery.attempt < maxAttempts) continue;
      await onGivenUp(delivery, verdict.reason);
      verdicts[index] = { kind: 'dead', reason: verdict.reason };
    }
    return verdicts;
  };
}

function projectsOf(batch: Delivery[]): Set<string> {
  const ids = batch.map((delivery) => (delivery.headers as { project_id?: unknown }).project_id);
  return new Set(ids.filter((id) => typeof id === 'string').filter(isUuid));
}

function runPipeline(
  delivery: Delivery,
  rules: Map<string, ProjectRules>,
  retentionDays: number,
): ProcessedMessage | Verdict {
  try {
    const raw = rawMessageFrom(delivery);
    return processMessage(raw, { retentionDays, rules: rules.get(raw.project_id) });
  } catch (error) {
    return { kind: 'retry', reason: `pipeline: ${reasonOf(error)}` };
  }
}

async function storeInHalves(
  store: StoreMessages,
  entries: { index: number; message: ProcessedMessage }[],
  verdicts: Verdict[],
): Promise<void> {
  if (entries.length === 0) return;
  try {
    await store(entries.map((entry) => entry.message));
    for (const { index } of entries) verdicts[index] = ACK;
  } catch (error) {
    if (!isAboutTheData(error)) throw error;
    if (entries.length === 1) {
      verdicts[entries[0]!.index] = { kind: 'retry', reason: `store: ${reasonOf(error)}` };
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    await storeInHalves(store, entries.slice(0, middle), verdicts);
    await storeInHalves(store, entries.slice(middle), verdicts);
  }
}
