import { expect, it } from 'vitest';
import { QueueRefusedError } from './queue.ts';
import { waitForQueue } from './wait-for-queue.ts';

const PLACES = { amqpUrl: 'amqp://guest:hunter2@mq/shop', databaseUrl: 'postgres://u:hunter2@db/railguard' };

function newWaiting() {
  const told: string[] = [];
  const tell = (sentence: string) => void told.push(sentence);
  return { told, waiting: { log: { warn: tell, info: tell }, signal: new AbortController().signal } };
}

function queueThat(...failures: Error[]) {
  return {
    check: async () => {
      const failure = failures.shift();
      if (failure) throw failure;
    },
  };
}

it('waits for a broker that does not answer, and says where it is without saying who signs in', async () => {
  const { told, waiting } = newWaiting();
  await waitForQueue(queueThat(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })), PLACES, waiting);
  expect(told[0]).toMatch(/^RabbitMQ at mq:5672 does not answer yet \(ECONNREFUSED\); trying again in 0\.\d s$/);
});

it('names the database where there is no broker', async () => {
  const { told, waiting } = newWaiting();
  await waitForQueue(queueThat(new Error('starting up')), { ...PLACES, amqpUrl: undefined }, waiting);
  expect(told[0]).toMatch(/^The queue in PostgreSQL at db:5432 does not answer yet \(starting up\)/);
});

it('ends with one sentence and 78 where the queue refuses for good', async () => {
  const { waiting } = newWaiting();
  const refusal = new QueueRefusedError('RabbitMQ refuses amqp://guest:hunter2@mq: the password is wrong.');
  await expect(waitForQueue(queueThat(refusal), PLACES, waiting)).rejects.toMatchObject({
    name: 'StartError',
    message: 'RabbitMQ refuses amqp://mq: the password is wrong.',
    exitCode: 78,
  });
});
