import type { Event } from '@railguard/protocol/event';
import type { ProcessedEvent, ProcessedMessage } from '@railguard/protocol/processed';
import type { RawMessage } from '@railguard/protocol/raw-message';
import { processMessage } from '../process-message.ts';
import { rawMessage } from './raw-message.ts';

/** Runs one native event through the pipeline. */
export function processNative(event: unknown, fields: Partial<RawMessage> = {}): ProcessedEvent {
  return onlyEvent(run({ body: Buffer.from(JSON.stringify(event)), ...fields }));
}

/** Runs one Sentry event, as the only item of an envelope, through the pipeline. */
export function processSentry(event: unknown, headers: object = {}, fields: Partial<RawMessage> = {}): ProcessedEvent {
  const body = Buffer.from(`${JSON.stringify(headers)}\n{"type":"event"}\n${JSON.stringify(event)}\n`);
  return onlyEvent(run({ dialect: 'sentry-envelope', body, ...fields }));
}

export function run(fields: Partial<RawMessage>): ProcessedMessage {
  return processMessage(rawMessage(fields), { retentionDays: 90 });
}

/** The event as it is stored. */
export function stored(event: unknown): Event {
  return processNative(event).event;
}

function onlyEvent({ events, outcomes }: ProcessedMessage): ProcessedEvent {
  if (events.length !== 1) throw new Error(`expected one event, got ${events.length}: ${JSON.stringify(outcomes)}`);
  return events[0]!;
}
