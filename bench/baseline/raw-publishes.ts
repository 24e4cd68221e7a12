import { type ConfirmChannel, connect } from 'amqplib';
import type { EventSize } from '../events/error-event.ts';
import { messageBodies } from '../load/message-bodies.ts';

const QUEUE = 'bench.raw';
const IN_FLIGHT = 1_000;

/**
 * How many events a second one connection publishes to a durable quorum queue, each confirmed, with amqplib and nothing
 * of ours: no door, no headers, no consumer. The events are those that generators send.
 */
export async function rawPublishesPerSecond(url: string, size: EventSize, count: number): Promise<number> {
  const bodies = messageBodies(size, count);
  // Nagle's algorithm would have it wait for the broker's own delayed answers.
  const connection = await connect(url, { noDelay: true });
  try {
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    const started = performance.now();
    await publishAll(channel, bodies);
    const seconds = (performance.now() - started) / 1_000;
    await channel.deleteQueue(QUEUE);
    return count / seconds;
  } finally {
    await connection.close();
  }
}

function publishAll(channel: ConfirmChannel, bodies: Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let confirmed = 0;
    const sendNext = () => {
      if (sent === bodies.length) return;
      channel.publish('', QUEUE, bodies[sent++]!, { persistent: true }, settle);
    };
    const settle = (error: unknown) => {
      if (error) return reject(error);
      confirmed++;
      if (confirmed === bodies.length) resolve();
      else sendNext();
    };
    for (let slot = 0; slot < IN_FLIGHT; slot++) sendNext();
  });
}
