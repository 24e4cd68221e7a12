import { isRecord } from '../../json/record.ts';
import { stackFields } from './stack.ts';
import { valuesOf } from './values.ts';

/** Sentry's threads with their stacks in the canonical order. */
export function canonicalThreads(sent: unknown): unknown {
  const values = valuesOf(sent);
  if (!values) return isRecord(sent) ? [] : sent;
  return values.map((thread) => {
    if (!isRecord(thread)) return thread;
    const { stacktrace, ...rest } = thread;
    return { ...rest, ...stackFields(stacktrace) };
  });
}
