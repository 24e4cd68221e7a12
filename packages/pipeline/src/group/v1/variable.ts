import type { Event, Frame } from '@railguard/protocol/event';
import { mainThread } from './thread.ts';

/** The value of a variable in a fingerprint, in Sentry's names; undefined where the event has none. */
export function variable(name: string, event: Event): string | undefined {
  const key = name.toLowerCase();
  if (key.startsWith('tags.')) return event.tags?.[name.slice('tags.'.length)];
  return VARIABLES.get(key)?.(event) || undefined;
}

const type = (event: Event) => event.exceptions?.[0]?.type;
const value = (event: Event) => event.exceptions?.[0]?.value;
const path = (event: Event) => crashFrame(event)?.abs_path ?? crashFrame(event)?.filename;
const VARIABLES = new Map<string, (event: Event) => string | undefined>([
  ['transaction', (event) => event.transaction],
  ['message', (event) => event.message ?? value(event)],
  ['type', type],
  ['error.type', type],
  ['value', value],
  ['error.value', value],
  ['function', (event) => crashFrame(event)?.function],
  ['stack.function', (event) => crashFrame(event)?.function],
  ['path', path],
  ['stack.abs_path', path],
  ['stack.filename', (event) => crashFrame(event)?.filename],
  ['module', (event) => crashFrame(event)?.module],
  ['stack.module', (event) => crashFrame(event)?.module],
  ['package', (event) => crashFrame(event)?.package],
  ['stack.package', (event) => crashFrame(event)?.package],
  ['level', (event) => event.level],
  ['logger', (event) => event.logger],
  ['environment', (event) => event.environment],
  ['release', (event) => event.release],
]);

function crashFrame(event: Event): Frame | undefined {
  const frames = event.exceptions?.[0]?.frames ?? mainThread(event.threads)?.frames ?? [];
  return frames.find((frame) => frame.in_app) ?? frames[0];
}
