import { createLog, type Log } from '@railguard/kit/log';
import { startMemoryConsumer } from './memory/consumer.ts';
import { createTopic, type Topic } from './memory/topic.ts';
import { type Consumer, type Queue, QueueUnavailableError } from './queue.ts';

export interface MemoryQueue extends Queue {
  /**
   * Takes every message out of its consumer's hands, as if the consumers' process had been killed. Their handlers
   * may never end, so `close` does not wait for them.
   */
  killConsumers(): void;
}

/** The queue without any server, for tests. Nothing in it survives the process. */
export function createMemoryQueue(log: Log = createLog('memory queue', 'silent')): MemoryQueue {
  const topics = new Map<string, Topic>();
  const consumers = new Set<Consumer>();
  let closed = false;

  const topicOf = (name: string): Topic => {
    const topic = topics.get(name) ?? createTopic(name);
    topics.set(name, topic);
    return topic;
  };
  const take = (topic: Topic, ids: string[]) => {
    const letters = ids.map((id) => topic.dead.get(id)).filter((letter) => letter !== undefined);
    for (const letter of letters) topic.dead.delete(letter.id);
    return letters;
  };

  return {
    publish: async (topic, messages) => {
      if (closed) throw new QueueUnavailableError('the queue is closed');
      topicOf(topic).add(messages);
    },
    consume: (topic, handler, options) => {
      const consumer = startMemoryConsumer(topicOf(topic), handler, options, log);
      consumers.add(consumer);
      return consumer;
    },
    depth: async (topic) => topicOf(topic).depth(),
    deadLetters: {
      list: async (topic, { limit, before }) =>
        [...topicOf(topic).dead.values()]
          .filter((letter) => before === undefined || letter.id < before)
          .sort((a, b) => (a.id < b.id ? 1 : -1))
          .slice(0, Math.min(Math.max(limit, 1), 100)),
      replay: async (name, ids) => {
        const letters = take(topicOf(name), ids);
        topicOf(name).add(letters);
        return letters.length;
      },
      discard: async (topic, ids) => take(topicOf(topic), ids).length,
    },
    check: async () => {},
    killConsumers: () => {
      for (const consumer of consumers) void consumer.stop();
      consumers.clear();
      for (const topic of topics.values()) topic.release();
    },
    close: async () => {
      closed = true;
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
    },
  };
}
