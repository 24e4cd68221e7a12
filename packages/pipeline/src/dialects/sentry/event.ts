import { isRecord } from '../../json/record.ts';
import { canonicalExceptions } from './exception.ts';
import { messageFields } from './message.ts';
import { stackFields } from './stack.ts';
import { canonicalThreads } from './thread.ts';
import { valuesOrAsSent } from './values.ts';

/** What fields were called before they had names of their own. */
export const LEGACY_NAMES: Record<string, string> = {
  'sentry.interfaces.Exception': 'exception',
  'sentry.interfaces.Http': 'request',
  'sentry.interfaces.User': 'user',
  'sentry.interfaces.Stacktrace': 'stacktrace',
  'sentry.interfaces.Breadcrumbs': 'breadcrumbs',
  'sentry.interfaces.Contexts': 'contexts',
  'sentry.interfaces.Template': 'template',
  'sentry.interfaces.Message': 'logentry',
};

/**
 * A Sentry event in the canonical shape, its values still as they were sent: names and orders change here, types and
 * lengths are the normaliser's work.
 */
export function canonicalEvent(
  sent: Record<string, unknown>,
  envelopeHeaders: Record<string, unknown>,
): Record<string, unknown> {
  const named = withModernNames(sent);
  const { exception, threads, stacktrace, breadcrumbs, logentry, message, checksum, _meta, ...same } = named;
  const event: Record<string, unknown> = { ...same, ...messageFields(isEmpty(logentry) ? message : logentry) };
  if (!isEmpty(exception)) event.exceptions = canonicalExceptions(exception);
  if (!isEmpty(threads)) event.threads = canonicalThreads(threads);
  if (!isEmpty(breadcrumbs)) event.breadcrumbs = valuesOrAsSent(breadcrumbs);
  if (!isEmpty(stacktrace)) placeStack(event, stacktrace);
  if (typeof checksum === 'string' && checksum && !hasParts(event.fingerprint)) event.fingerprint = [checksum];
  event.sdk ??= envelopeHeaders.sdk;
  return event;
}

function withModernNames(sent: Record<string, unknown>): Record<string, unknown> {
  const named: Record<string, unknown> = { ...sent };
  for (const [legacy, modern] of Object.entries(LEGACY_NAMES)) {
    if (!Object.hasOwn(sent, legacy)) continue;
    named[modern] ??= sent[legacy];
    delete named[legacy];
  }
  return named;
}

/** A stack at the top belongs to the only exception if that has none, else to a thread of its own. */
function placeStack(event: Record<string, unknown>, stacktrace: unknown): void {
  const [only, ...others] = Array.isArray(event.exceptions) ? event.exceptions : [];
  if (isRecord(only) && others.length === 0) {
    if (only.frames === undefined) Object.assign(only, stackFields(stacktrace));
    return;
  }
  event.threads ??= [{ current: true, ...stackFields(stacktrace) }];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function hasParts(fingerprint: unknown): boolean {
  return Array.isArray(fingerprint) && fingerprint.length > 0;
}
