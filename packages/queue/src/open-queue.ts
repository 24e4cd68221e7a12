import type { Log } from '@railguard/kit/log';
import { TOPICS } from '@railguard/protocol/topics';
import { createPostgresQueue } from './postgres.ts';
import type { Queue } from './queue.ts';
import { createRabbitQueue } from './rabbitmq.ts';

export interface QueueChoice {
  /** A RabbitMQ; where it is not given, the queue is in the database. */
  amqpUrl: string | undefined;
  databaseUrl: string;
  log: Log;
}

/** The queue a configuration asks for. Connects when it is first used. */
export function openQueue({ amqpUrl, databaseUrl, log }: QueueChoice): Queue {
  if (amqpUrl) return createRabbitQueue({ url: amqpUrl, topics: TOPICS, log });
  return createPostgresQueue({ url: databaseUrl, log });
}
