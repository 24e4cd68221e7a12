import type { HeldDelivery } from '../hand-over.ts';
import type { DeadLetter, OutgoingMessage, QueueDepth } from '../queue.ts';
import type { Settlement } from '../settlement.ts';
import type { WakeUp } from '../wake-up.ts';

interface HeldMessage extends HeldDelivery {
  availableAt: number;
  /** The consumer that has it in hand. */
  holder?: WakeUp;
}

/** Everything the memory transport knows of one topic. A consumer is known by its bell. */
export interface Topic {
  name: string;
  bells: Set<WakeUp>;
  dead: Map<string, DeadLetter>;
  add(messages: OutgoingMessage[]): void;
  take(holder: WakeUp, most: number): HeldDelivery[];
  /** Does nothing for messages the consumer no longer holds. */
  settle(holder: WakeUp, settlement: Settlement): void;
  /** Takes back what consumers hold. */
  release(): void;
  /** Milliseconds until the next delayed message is due, Infinity where there is none. */
  dueInMs(): number;
  depth(): QueueDepth;
}

export function createTopic(name: string): Topic {
  const messages = new Map<string, HeldMessage>();
  const bells = new Set<WakeUp>();
  const dead = new Map<string, DeadLetter>();

  const ring = () => {
    for (const bell of bells) bell.ring();
  };
  const heldBy = (holder: WakeUp, id: string) => {
    const message = messages.get(id);
    return message?.holder === holder ? message : undefined;
  };

  return {
    name,
    bells,
    dead,
    add: (fresh) => {
      for (const { id, headers, body } of fresh) {
        // Copied as a real transport would: neither side sees what the other does to its objects later.
        const copy = { id, headers: JSON.parse(JSON.stringify(headers)), body: Buffer.from(body) };
        if (!messages.has(id)) messages.set(id, { ...copy, attempt: 0, deaths: 0, availableAt: Date.now() });
      }
      ring();
    },
    take: (holder, most) => {
      const now = Date.now();
      const ready = messages.values().filter((message) => !message.holder && message.availableAt <= now);
      return [...ready.take(most)].map((message) => {
        message.holder = holder;
        message.attempt += 1;
        const { id, headers, body, attempt, deaths } = message;
        return { id, headers, body, attempt, deaths };
      });
    },
    settle: (holder, { acked, retried, dead: died }) => {
      for (const id of acked) if (heldBy(holder, id)) messages.delete(id);
      for (const { id, delayMs } of retried) {
        const message = heldBy(holder, id);
        if (message) Object.assign(message, { holder: undefined, deaths: 0, availableAt: Date.now() + delayMs });
      }
      for (const { id, reason } of died) {
        const message = heldBy(holder, id);
        if (!message) continue;
        const { headers, body, attempt: attempts } = message;
        dead.set(id, { id, topic: name, headers, body, attempts, reason, died_at: new Date() });
        messages.delete(id);
      }
      ring();
    },
    release: () => {
      for (const message of messages.values().filter(({ holder }) => holder)) {
        message.holder = undefined;
        message.deaths += 1;
      }
      ring();
    },
    dueInMs: () => {
      const delayed = [...messages.values()].filter((message) => !message.holder);
      return Math.min(...delayed.map((message) => Math.max(0, message.availableAt - Date.now())));
    },
    depth: () => {
      const depth: QueueDepth = { ready: 0, delayed: 0, leased: 0, dead: dead.size };
      const now = Date.now();
      for (const { holder, availableAt } of messages.values()) {
        depth[holder ? 'leased' : availableAt > now ? 'delayed' : 'ready'] += 1;
      }
      return depth;
    },
  };
}
