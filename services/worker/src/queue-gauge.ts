import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '@railguard/kit/metrics';
import { TOPICS } from '@railguard/protocol/topics';
import type { Queue } from '@railguard/queue/queue';

/** Less than Prometheus waits, and than the one-process product waits for its worker. */
const ASKED_WITHIN_MS = 800;

/**
 * Puts the depth of every topic among the worker's figures, asked for when they are read. What a transport cannot know
 * stands in `Queue.depth`: PostgreSQL stops counting at 10,000, RabbitMQ tells of what this process holds alone.
 */
export function addQueueGauge(metrics: Metrics, queue: Queue): void {
  metrics.gauge('railguard_queue_messages', 'Messages in the queue.', ['topic', 'state'], async () => {
    const late = sleep(ASKED_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error('the queue does not tell in time');
    });
    const depths = await Promise.race([Promise.all(TOPICS.map((topic) => queue.depth(topic))), late]);
    return depths.flatMap((depth, index) =>
      Object.entries(depth).map(([state, value]) => ({ labels: { topic: TOPICS[index]!, state }, value })),
    );
  });
}
