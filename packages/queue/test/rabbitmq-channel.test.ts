import { createLog } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import { type Queue, QueueUnavailableError } from '@railguard/queue/queue';
import { createRabbitQueue } from '@railguard/queue/rabbitmq';
import { closeChannel, unlessClosed } from '@railguard/queue/rabbitmq/channel';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeverableProxy, type SeverableProxy, type Side } from './severable-proxy.ts';

const log = createLog('queue test', 'silent');
/** Class and method, as in AMQP 0-9-1. */
const CHANNEL_CLOSE = Buffer.from([0, 20, 0, 40]);
const GET_OK = Buffer.from([0, 60, 0, 71]);
const FRAME_HEADER = 7;

/** Lets the first frame of such a method through, and nothing after it. */
function lastFrame(method: Buffer, direction: Side) {
  return (bytes: Buffer, towards: Side): number | undefined => {
    const at = bytes.indexOf(method);
    if (towards !== direction || at < FRAME_HEADER) return undefined;
    return at + bytes.readUInt32BE(at - 4) + 1;
  };
}

describe.skipIf(withoutRabbitmq)('a connection that is lost in the moment amqplib says nothing of', () => {
  const rabbit = useRabbitmq();
  let proxy: SeverableProxy;
  let model: ChannelModel;
  let channel: Channel;
  let queue: Queue;
  let topic: string;
  const ask = {
    publish: () => queue.publish(topic, [{ id: newUuid(), headers: {}, body: Buffer.alloc(10) }]),
    depth: () => queue.depth(topic),
    check: () => queue.check(),
    discard: () => queue.deadLetters.discard(topic, ['none']),
  };

  beforeEach(async () => {
    topic = `channel.${newUuid().slice(-12)}`;
    proxy = await createSeverableProxy(rabbit().url);
    model = await connect(proxy.url, { noDelay: true });
    model.on('error', () => {});
    channel = await model.createChannel();
    queue = createRabbitQueue({ url: proxy.url, topics: [topic], log });
  });
  afterEach(async () => {
    await queue.close();
    await model.close().catch(() => {});
    await proxy.sever();
  });

  it('ends the wait for a channel to be closed', async () => {
    const broken = proxy.breakAt(lastFrame(CHANNEL_CLOSE, 'server'));
    await Promise.all([closeChannel(channel), broken]);
    await closeChannel(channel);
  });

  it('ends the wait for a message whose content does not come', async () => {
    await channel.assertQueue(topic);
    channel.sendToQueue(topic, Buffer.alloc(1_000_000));
    const broken = proxy.breakAt(lastFrame(GET_OK, 'client'));
    const answer = (async () => {
      for (;;) if (await unlessClosed(channel, channel.get(topic))) return;
    })();
    await expect(answer).rejects.toThrow('closed the channel');
    await broken;
  });

  const outcomeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'answered',
      (error: unknown) => (error instanceof QueueUnavailableError ? 'refused for now' : error),
    );

  it.each(['publish', 'depth', 'check', 'discard'] as const)(
    'leaves nobody waiting who declares a topic to %s',
    async (name) => {
      const broken = proxy.breakAt(lastFrame(CHANNEL_CLOSE, 'server'));
      const outcome = outcomeOf(ask[name]());
      await broken;
      expect(await outcome).toBe('refused for now');
    },
  );

  it.each([
    ['depth', 'answered'],
    ['check', 'refused for now'],
  ] as const)('leaves nobody waiting for the channel of a %s', async (name, expected) => {
    await ask[name]();
    const broken = proxy.breakAt(lastFrame(CHANNEL_CLOSE, 'server'));
    const outcome = outcomeOf(ask[name]());
    await broken;
    expect(await outcome).toBe(expected);
  });
});
