import { randomUUID } from 'node:crypto';

/** What a client sends for one error; the function it crashed in decides its issue. */
export interface ErrorEvent extends Record<string, unknown> {
  event_id: string;
}

export function newEventId(): string {
  return randomUUID().replaceAll('-', '');
}

/** A small native error event with an id of its own; `fields` are added, or replace what is there. */
export function errorEvent(crashedIn: string, fields: Record<string, unknown> = {}): ErrorEvent {
  return {
    event_id: newEventId(),
    level: 'error',
    platform: 'node',
    exceptions: [
      {
        type: 'OrderError',
        value: 'cannot load the order',
        frames: [{ function: crashedIn, filename: 'src/orders.js', lineno: 42, in_app: true }],
      },
    ],
    ...fields,
  };
}

/** The same crash as a Sentry SDK sends it: causes and frames the other way round. */
export function sentryErrorEvent(crashedIn: string, event_id = newEventId()): ErrorEvent {
  const frames = [{ function: crashedIn, filename: 'src/orders.js', lineno: 42, in_app: true }];
  return {
    event_id,
    platform: 'node',
    exception: { values: [{ type: 'OrderError', value: 'cannot load the order', stacktrace: { frames } }] },
  };
}
