import { placeOf } from '@railguard/kit/place-of';
import { withoutPasswords } from '@railguard/kit/reason-of';
import { EXIT_CONFIG, StartError } from '@railguard/kit/start-error';
import { type Waiting, waitFor } from '@railguard/kit/wait-for';
import { type Queue, QueueRefusedError } from './queue.ts';

/**
 * Resolves once the queue answers.
 * @param settings where it is: the broker where there is one, else the database
 * @throws StartError where waiting cannot help: wrong credentials, or a queue that exists with other arguments
 */
export async function waitForQueue(
  queue: Pick<Queue, 'check'>,
  { amqpUrl, databaseUrl }: { amqpUrl: string | undefined; databaseUrl: string },
  waiting: Waiting,
): Promise<void> {
  const place = amqpUrl ? `RabbitMQ at ${placeOf(amqpUrl)}` : `The queue in PostgreSQL at ${placeOf(databaseUrl)}`;
  await waitFor(
    `${place} does not answer yet`,
    async () => {
      try {
        await queue.check();
      } catch (error) {
        if (!(error instanceof QueueRefusedError)) throw error;
        throw new StartError(withoutPasswords(error.message), { exitCode: EXIT_CONFIG, cause: error });
      }
    },
    waiting,
  );
}
