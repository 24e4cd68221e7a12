import type { Log } from '@railguard/kit/log';
import { handOver } from '../hand-over.ts';
import { logDeaths } from '../log-deaths.ts';
import type { BatchHandler, ConsumeOptions, Consumer } from '../queue.ts';
import { settlementOf } from '../settlement.ts';
import { createWakeUp } from '../wake-up.ts';
import type { Topic } from './topic.ts';

const LONGEST_WAIT_MS = 60_000;

export function startMemoryConsumer(
  topic: Topic,
  handler: BatchHandler,
  { batchSize, maxAttempts }: ConsumeOptions,
  log: Log,
): Consumer {
  const bell = createWakeUp();
  topic.bells.add(bell);
  let stopping = false;

  async function run(): Promise<void> {
    while (!stopping) {
      bell.forget();
      const batch = topic.take(bell, batchSize);
      if (batch.length === 0) {
        await bell.wait(Math.min(topic.dueInMs(), LONGEST_WAIT_MS));
        continue;
      }
      const fates = await handOver(handler, batch, maxAttempts, log);
      const settlement = settlementOf(batch, fates, maxAttempts);
      topic.settle(bell, settlement);
      logDeaths(log, topic.name, settlement);
    }
  }

  const running = run();
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await running;
      topic.bells.delete(bell);
    },
  };
}
