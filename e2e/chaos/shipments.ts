import { gzipSync } from 'node:zlib';
import type { CountedOutcome } from '@railguard/protocol/outcome';
import { type Door, type IngestAnswer, sendEnvelope, sendNative } from '@railguard/testing/ingest';
import type { Project } from '@railguard/testing/product-reading';
import { errorEvent, newEventId, sentryErrorEvent } from '../error-event.ts';
import type { SentEvent } from './ledger.ts';
import type { Random } from './random.ts';
import type { Projects } from './system.ts';

/** One request, ready to be sent as often as needed, and what must become of it. */
export interface Consignment {
  project: Project;
  send(door: Door): Promise<IngestAnswer>;
  events: SentEvent[];
  others: CountedOutcome[];
  /** The door refuses it: always where it is the only fate, or now and then where `status` is another than a success. */
  refusal?: { status: number; outcomes: CountedOutcome[]; isCertain: boolean };
}

type Kind = (projects: Projects, random: Random) => Consignment;

const one = (category: CountedOutcome['category'], rest: Pick<CountedOutcome, 'outcome' | 'reason'>) =>
  ({ ...rest, category, quantity: 1 }) satisfies CountedOutcome;
const NOT_KEPT = { outcome: 'dropped', reason: 'item_type_not_kept' } as const;

/** What clients send, the frequent more than once. Each is a line here and a function below. */
const KINDS: Kind[] = [
  singleEvent,
  singleEvent,
  singleEvent,
  gzippedEvents,
  gzippedEvents,
  sameEventTwice,
  envelopeWithEvent,
  envelopeWithEvent,
  envelopeOfManyItems,
  envelopeWithBrokenEvent,
  clientReport,
  transaction,
  brokenJson,
  notOnlyObjects,
  strangeOrigin,
  limitedEvent,
];

export function nextConsignment(projects: Projects, random: Random): Consignment {
  return random.pick(KINDS)(projects, random);
}

const GROUPS = ['pay', 'ship', 'refund', 'cancel', 'search', 'login'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Half of all is one hot issue, where workers meet; some are seen for the first time. */
function someGroup(random: Random): string {
  if (random.chance(0.5)) return 'checkout';
  if (random.chance(0.95)) return random.pick(GROUPS);
  return `rare_${Array.from({ length: 8 }, () => random.pick(LETTERS)).join('')}`;
}

function newEvent(random: Random): SentEvent {
  const user = random.chance(0.7) ? `user-${Math.floor(random.between(0, 400))}` : undefined;
  return { id: newEventId(), group: someGroup(random), user };
}

function nativeBody({ id, group, user }: SentEvent): Record<string, unknown> {
  return errorEvent(group, { event_id: id, environment: 'production', ...(user ? { user: { id: user } } : {}) });
}

function sentryBody({ id, group, user }: SentEvent): Record<string, unknown> {
  return { ...sentryErrorEvent(group, id), environment: 'production', ...(user ? { user: { id: user } } : {}) };
}

function singleEvent({ shop }: Projects, random: Random): Consignment {
  const event = newEvent(random);
  return { project: shop, send: (door) => sendNative(door, shop, nativeBody(event)), events: [event], others: [] };
}

function gzippedEvents({ shop }: Projects, random: Random): Consignment {
  const events = Array.from({ length: Math.ceil(random.between(1, 20)) }, () => newEvent(random));
  const body = gzipSync(JSON.stringify(events.map(nativeBody)));
  const headers = { 'content-encoding': 'gzip' };
  return { project: shop, send: (door) => sendNative(door, shop, body, { headers }), events, others: [] };
}

function sameEventTwice({ shop }: Projects, random: Random): Consignment {
  const event = newEvent(random);
  const events = [event, newEvent(random), event];
  return { project: shop, send: (door) => sendNative(door, shop, events.map(nativeBody)), events, others: [] };
}

function envelopeWithEvent({ shop }: Projects, random: Random): Consignment {
  const event = newEvent(random);
  const send = (door: Door) =>
    sendEnvelope(door, shop, { event_id: event.id }, [[{ type: 'event' }, sentryBody(event)]]);
  return { project: shop, send, events: [event], others: [] };
}

function envelopeOfManyItems({ shop }: Projects, random: Random): Consignment {
  const event = newEvent(random);
  const send = (door: Door) =>
    sendEnvelope(door, shop, { event_id: event.id }, [
      [{ type: 'session' }, { sid: event.id }],
      [{ type: 'event' }, sentryBody(event)],
      [{ type: 'telepathy' }, { thought: 'help' }],
      [{ type: 'attachment', length: 5 }, 'bytes'],
    ]);
  const others = [
    one('session', NOT_KEPT),
    one('default', { outcome: 'dropped', reason: 'unknown_item_type' }),
    one('attachment', NOT_KEPT),
  ];
  return { project: shop, send, events: [event], others };
}

function envelopeWithBrokenEvent({ shop }: Projects): Consignment {
  const send = (door: Door) =>
    sendEnvelope(door, shop, { event_id: newEventId() }, [[{ type: 'event' }, ['no', 'object']]]);
  return { project: shop, send, events: [], others: [one('error', { outcome: 'invalid', reason: 'not_an_object' })] };
}

function clientReport({ shop }: Projects): Consignment {
  const report = { discarded_events: [{ reason: 'sample_rate', category: 'error', quantity: 3 }] };
  const send = (door: Door) => sendEnvelope(door, shop, {}, [[{ type: 'client_report' }, report]]);
  const discarded = { category: 'error', outcome: 'client_discarded', reason: 'sdk', quantity: 3 } as const;
  return { project: shop, send, events: [], others: [one('internal', NOT_KEPT), discarded] };
}

function transaction({ shop }: Projects): Consignment {
  const body = { type: 'transaction', event_id: newEventId(), transaction: 'GET /', duration_ms: 12 };
  const send = (door: Door) => sendNative(door, shop, body);
  return { project: shop, send, events: [], others: [one('transaction', NOT_KEPT)] };
}

function brokenJson({ shop }: Projects): Consignment {
  const outcomes = [one('error', { outcome: 'invalid', reason: 'invalid_json' })];
  const send = (door: Door) => sendNative(door, shop, '{"message": "cut o');
  return { project: shop, send, events: [], others: [], refusal: { status: 400, outcomes, isCertain: true } };
}

function notOnlyObjects({ shop }: Projects): Consignment {
  const outcomes = [{ ...one('error', { outcome: 'invalid', reason: 'not_an_object' }), quantity: 2 }];
  const send = (door: Door) => sendNative(door, shop, [{ message: 'one' }, 2]);
  return { project: shop, send, events: [], others: [], refusal: { status: 400, outcomes, isCertain: true } };
}

function strangeOrigin({ limited }: Projects): Consignment {
  const outcomes = [one('error', { outcome: 'filtered', reason: 'origin_not_allowed' })];
  const headers = { origin: 'https://elsewhere.example' };
  const send = (door: Door) => sendNative(door, limited, { message: 'from elsewhere' }, { headers });
  return { project: limited, send, events: [], others: [], refusal: { status: 403, outcomes, isCertain: true } };
}

function limitedEvent({ limited }: Projects, random: Random): Consignment {
  const event = newEvent(random);
  const outcomes = [one('error', { outcome: 'rate_limited', reason: 'key_limit' })];
  const send = (door: Door) => sendNative(door, limited, nativeBody(event));
  return { project: limited, send, events: [event], others: [], refusal: { status: 429, outcomes, isCertain: false } };
}
