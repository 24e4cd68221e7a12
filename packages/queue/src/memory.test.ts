import { queueContract } from './contract-suite.ts';
import { createMemoryQueue } from './memory.ts';

queueContract('memory', async () => {
  const queue = createMemoryQueue();
  return {
    queue,
    other: queue,
    holdAndDie: async (topic) => {
      const held = Promise.withResolvers<void>();
      queue.consume(
        topic,
        () => {
          held.resolve();
          return new Promise(() => {});
        },
        { batchSize: 10, maxAttempts: 5, leaseMs: 30_000 },
      );
      await held.promise;
      queue.killConsumers();
    },
    close: queue.close,
  };
});
