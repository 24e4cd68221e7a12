import { isUuid, newUuid } from '@railguard/protocol/ids';
import type { Message, Options } from 'amqplib';
import type { HeldDelivery } from '../hand-over.ts';
import type { DeadLetter, OutgoingMessage } from '../queue.ts';
import { DELIVERY_LIMIT } from './topology.ts';

/**
 * A message on the wire. Its id is AMQP's `message-id`; its content is a line of JSON, the headers, and then the body as
 * it is: headers may be larger than a frame, which AMQP's own have to fit into. AMQP's headers carry what the
 * transport adds on a message's way:
 *
 *     railguard-attempts  hand-overs before the message was put into this queue; none on the first publication
 *     railguard-due       when a delayed message may be handed over, in ms since the epoch
 *     railguard-reason    why a dead letter died, and
 *     railguard-died-at   when, in ms since the epoch
 *     x-delivery-count    the broker's own: consumers that died with it since then
 */
export interface WireMessage {
  id: string;
  content: Buffer;
  marks?: { attempts?: number; due?: number; reason?: string; diedAt?: number };
}

/** One the broker pushed, as consumers see it. */
export interface Arrival {
  raw: Message;
  delivery: HeldDelivery;
  /** Milliseconds since the epoch; 0 where it may be handed over at once. */
  due: number;
}

export const CONTENT_TYPE = 'application/vnd.railguard.message';
const NEWLINE = 10;

/** @throws TypeError where the id is no UUID: nothing downstream could keep such a message apart from others */
export function toWire({ id, headers, body }: OutgoingMessage): WireMessage {
  if (!isUuid(id)) throw new TypeError(`a message id must be a UUID: ${id}`);
  return { id, content: Buffer.concat([Buffer.from(`${JSON.stringify(headers)}\n`), body]) };
}

export function propertiesOf({ id, marks }: WireMessage): Options.Publish {
  return {
    persistent: true,
    // Returned where no queue takes it: a confirmation alone does not tell.
    mandatory: true,
    messageId: id,
    contentType: CONTENT_TYPE,
    headers: marks && {
      'railguard-attempts': marks.attempts,
      'railguard-due': marks.due,
      'railguard-reason': marks.reason,
      'railguard-died-at': marks.diedAt,
    },
  };
}

/** Undefined where somebody else put the message there and nothing here can read it. */
export function arrivalOf(raw: Message): Arrival | undefined {
  const parts = partsOf(raw);
  if (!parts) return undefined;
  // A broker that does not count still says that the message was handed over before.
  const deaths = Math.max(numberIn(raw, 'x-delivery-count'), raw.fields.redelivered ? 1 : 0);
  const attempt = numberIn(raw, 'railguard-attempts') + deaths + 1;
  return { raw, delivery: { ...parts, attempt, deaths }, due: numberIn(raw, 'railguard-due') };
}

export function idOf({ properties }: Message): string {
  return typeof properties.messageId === 'string' ? properties.messageId : '';
}

/** A stranger's message, under an id of ours, so that it can be listed and discarded. */
export function adopted(raw: Message, reason: string): WireMessage {
  const content = Buffer.concat([Buffer.from('{}\n'), raw.content]);
  return { id: newUuid(), content, marks: { attempts: 1, reason, diedAt: Date.now() } };
}

export function deadLetterOf(raw: Message, topic: string): DeadLetter {
  const parts = partsOf(raw) ?? { id: idOf(raw), headers: {}, body: raw.content };
  const reason = raw.properties.headers?.['railguard-reason'];
  if (typeof reason === 'string') {
    return {
      ...parts,
      topic,
      reason,
      attempts: numberIn(raw, 'railguard-attempts'),
      died_at: new Date(numberIn(raw, 'railguard-died-at')),
    };
  }
  // Not buried by a worker but by the broker, which counts the deaths no longer once it has moved the message.
  const death = raw.properties.headers?.['x-death']?.[0];
  return {
    ...parts,
    topic,
    reason: `RabbitMQ gave it up (${death?.reason ?? 'unknown'}): its consumer died or returned it each of ${DELIVERY_LIMIT} times`,
    attempts: numberIn(raw, 'railguard-attempts') + DELIVERY_LIMIT + 1,
    died_at: new Date(secondsOf(death?.time) * 1_000),
  };
}

function partsOf(raw: Message): { id: string; headers: Record<string, unknown>; body: Buffer } | undefined {
  const id = idOf(raw);
  const end = raw.content.indexOf(NEWLINE);
  if (end < 0 || raw.properties.contentType !== CONTENT_TYPE || !isUuid(id)) return undefined;
  try {
    const headers = JSON.parse(raw.content.toString('utf8', 0, end)) as Record<string, unknown>;
    return { id, headers, body: raw.content.subarray(end + 1) };
  } catch {
    return undefined;
  }
}

function numberIn(raw: Message, header: string): number {
  const value: unknown = raw.properties.headers?.[header];
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** AMQP's timestamps, as amqplib reads them. */
function secondsOf(time: unknown): number {
  return typeof time === 'object' && time !== null && 'value' in time ? Number(time.value) : 0;
}
