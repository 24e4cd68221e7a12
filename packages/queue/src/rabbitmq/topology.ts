import type { Channel, Options } from 'amqplib';

/**
 * Every queue of the transport. A topic `T` has these, all of them durable quorum queues on the default exchange:
 *
 *     publisher ──► T ──► consumer ─┬─ ack
 *                   ▲               ├─ retry ──► T.delay.<step> ──┐ (its time to live ends)
 *                   │               └─ dead ───► T.dead           │
 *                   ├─────────────────────────────────────────────┘
 *                   └─ after DELIVERY_LIMIT lost consumers, by the broker itself ──► T.dead
 *
 * A queue that exists must have these very arguments or the broker refuses it (406), so a change to them is a
 * migration: a new name, or an operator who deletes the old queue. Nothing here is refused by RabbitMQ 3.10 or 4.
 */

/**
 * A net under the consumers' own counting, for a message that ends its consumer before that can count: more than any
 * consumer's attempts and last chances. Never -1: RabbitMQ 3.10 then loses a message with its first return.
 */
export const DELIVERY_LIMIT = 50;

/** Looking at dead letters returns each of them; where a limit is left out, RabbitMQ 4 drops them after twenty looks. */
const NO_DELIVERY_LIMIT = 2 ** 31 - 1;

/** Raw bytes live no longer than this (`docs/architecture.md`, law 5). */
const DEAD_LETTER_TTL_MS = 30 * 24 * 60 * 60_000;

/** Short, so that the usual backoff (1 s, 2 s, … 5 min) takes few rounds; each is one queue a topic. */
export const DELAY_STEPS: [name: string, ms: number][] = [
  ['250ms', 250],
  ['1s', 1_000],
  ['4s', 4_000],
  ['15s', 15_000],
  ['1m', 60_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
];

/** How much later than asked for a message may come back, as a part of the delay. */
const LATE_BY = 0.25;

export const deadQueueOf = (topic: string) => `${topic}.dead`;
/** Held by whoever looks at the dead letters of a topic: nobody else sees them meanwhile. */
export const deadLockOf = (topic: string) => `${topic}.dead.lock`;
export const delayQueuesOf = (topic: string) => DELAY_STEPS.map(([step]) => `${topic}.delay.${step}`);

/**
 * The queue a message waits in that is due in `ms`: the longest step that does not make it late by more than a quarter,
 * or else the shortest. What is not yet due when it leaves that queue goes round again.
 */
export function queueForDelay(topic: string, ms: number): string {
  if (ms <= 0) return topic;
  const [step] = DELAY_STEPS.findLast(([, length]) => length <= ms * (1 + LATE_BY)) ?? DELAY_STEPS[0]!;
  return `${topic}.delay.${step}`;
}

/** Declares all queues of a topic; says nothing where they are there already. */
export async function declareTopic(channel: Channel, topic: string): Promise<void> {
  await channel.assertQueue(deadQueueOf(topic), quorum({ 'x-message-ttl': DEAD_LETTER_TTL_MS }, NO_DELIVERY_LIMIT));
  await channel.assertQueue(topic, quorum(onTo(deadQueueOf(topic)), DELIVERY_LIMIT));
  for (const [step, ms] of DELAY_STEPS) {
    await channel.assertQueue(
      `${topic}.delay.${step}`,
      quorum({ ...onTo(topic), 'x-message-ttl': ms }, DELIVERY_LIMIT),
    );
  }
}

function quorum(more: Record<string, unknown>, deliveryLimit: number): Options.AssertQueue {
  return { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': deliveryLimit, ...more } };
}

/** The broker moves a message on only once the other queue has confirmed it, which it does for these arguments alone. */
function onTo(queue: string): Record<string, unknown> {
  return {
    'x-dead-letter-exchange': '',
    'x-dead-letter-routing-key': queue,
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish',
  };
}
