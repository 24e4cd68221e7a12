import { createLog } from '@railguard/kit/log';
import { queueContract } from '@railguard/queue/contract-suite';
import { createRabbitQueue } from '@railguard/queue/rabbitmq';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { describe } from 'vitest';
import { killHard, startDoomedConsumer } from './doomed.ts';

const log = createLog('queue test', 'silent');

describe.skipIf(withoutRabbitmq)('with a RabbitMQ of its own', () => {
  const rabbit = useRabbitmq();

  queueContract('RabbitMQ', async () => {
    const { url } = rabbit();
    const queue = createRabbitQueue({ url, log });
    const other = createRabbitQueue({ url, log });
    return {
      queue,
      other,
      holdAndDie: async (topic) => killHard(await startDoomedConsumer(url, topic)),
      close: async () => {
        await Promise.all([queue.close(), other.close()]);
      },
    };
  });
});
