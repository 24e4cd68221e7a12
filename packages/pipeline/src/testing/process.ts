import type { Event } from '@railguard/protocol/event';
import type { ProcessedEvent, ProcessedMessage } from '@railguard/protocol/processed';
import { DEFAULT_PROJECT_SETTINGS, type ProjectSettings } from '@railguard/protocol/project-settings';
import type { RawMessage } from '@railguard/protocol/raw-message';
import { processMessage } from '../process-message.ts';
import { compileRules } from '../project/rules.ts';
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

/** What a project sets; each part it does not name is the default's. */
export type SettingsInput = { [Part in keyof ProjectSettings]?: Partial<ProjectSettings[Part]> };

/** Runs one native event of a project that has set something through the pipeline. */
export function runWith(settings: SettingsInput, event: unknown): ProcessedMessage {
  const parts = Object.entries(DEFAULT_PROJECT_SETTINGS).map(([name, part]) => {
    const set = settings[name as keyof ProjectSettings];
    return [name, typeof part === 'object' && part !== null ? { ...part, ...(set as object) } : (set ?? part)];
  });
  const rules = compileRules(Object.fromEntries(parts) as ProjectSettings);
  return processMessage(rawMessage({ body: Buffer.from(JSON.stringify(event)) }), { retentionDays: 90, rules });
}

/** The event as it is stored. */
export function stored(event: unknown): Event {
  return processNative(event).event;
}

function onlyEvent({ events, outcomes }: ProcessedMessage): ProcessedEvent {
  if (events.length !== 1) throw new Error(`expected one event, got ${events.length}: ${JSON.stringify(outcomes)}`);
  return events[0]!;
}
