import { setTimeout as sleep } from 'node:timers/promises';
import { type Door, type IngestAnswer, sendEnvelope, sendNative } from '@railguard/testing/ingest';
import type { Project } from '@railguard/testing/product-reading';
import { type ErrorEvent, errorEvent, newEventId, sentryErrorEvent } from './error-event.ts';

/** Clients that send without end and remember exactly what was promised to them. */
export interface Load {
  /** The ids that a success named, once its answer was read to its end. */
  acknowledged: Set<string>;
  /** Requests that failed or were refused: their events may be stored or not. */
  refused(): number;
  /** Ends sending and waits for the requests in hand. */
  stop(): Promise<void>;
}

const GROUPS = ['load', 'pay', 'ship', 'refund', 'cancel'];
const PAUSE_MS = 10;
/** As long as a client waits before it takes a connection for dead. */
const TIMEOUT_MS = 5_000;
const AFTER_FAILURE_MS = 100;

export function startLoad(door: Door, project: Project, senders: number): Load {
  const acknowledged = new Set<string>();
  let refused = 0;
  let stopping = false;

  async function send(): Promise<void> {
    let unsure: ErrorEvent[] | undefined;
    while (!stopping) {
      // As real clients do: what was not acknowledged is sent again, and sometimes what was.
      const events: ErrorEvent[] = unsure ?? newEvents();
      unsure = (await isAcknowledged(events)) ? undefined : events;
      if (unsure) refused++;
      else if (chance(0.1)) unsure = events;
      await sleep(unsure ? AFTER_FAILURE_MS : PAUSE_MS);
    }
  }

  async function isAcknowledged(events: ErrorEvent[]): Promise<boolean> {
    try {
      const answer = await Promise.race([post(door, project, events), timedOut()]);
      if (answer.status >= 300) return false;
      for (const id of idsOf(answer)) acknowledged.add(id);
      return true;
    } catch {
      return false;
    }
  }

  const running = Array.from({ length: senders }, send);
  return {
    acknowledged,
    refused: () => refused,
    async stop() {
      stopping = true;
      await Promise.all(running);
    },
  };
}

/** One event as an envelope or natively, or three of them natively. */
function newEvents(): ErrorEvent[] {
  const group = () => GROUPS[Math.floor(Math.random() * GROUPS.length)]!;
  if (chance(0.4)) return [sentryErrorEvent(group())];
  return Array.from({ length: chance(0.3) ? 3 : 1 }, () => errorEvent(group(), { event_id: newEventId() }));
}

function post(door: Door, project: Project, events: ErrorEvent[]): Promise<IngestAnswer> {
  const [event] = events;
  if (!event?.exception) return sendNative(door, project, events.length === 1 ? event : events);
  return sendEnvelope(door, project, { event_id: event.event_id }, [[{ type: 'event' }, event]]);
}

function idsOf({ body }: IngestAnswer): string[] {
  return (body.ids ?? [body.id]) as string[];
}

async function timedOut(): Promise<never> {
  await sleep(TIMEOUT_MS, undefined, { ref: false });
  throw new Error('no answer');
}

function chance(probability: number): boolean {
  return Math.random() < probability;
}
