import { isRecord } from '../../json/record.ts';
import { stackFields } from './stack.ts';
import { valuesOf } from './values.ts';

/** `TypeError: x is not a function`, sent as a value alone by SDKs that only have the printed line. */
const TYPE_AND_VALUE = /^([A-Za-z_$][\w$.\\]*(?:::[\w$]+)*):\s+(\S.*)$/s;

/** Sentry's exceptions (oldest cause first, the thrown one last) in the canonical order. */
export function canonicalExceptions(sent: unknown): unknown {
  const values = valuesOf(sent);
  if (values) return values.map(canonicalException).toReversed();
  if (!isRecord(sent)) return sent;
  return 'type' in sent || 'value' in sent || 'stacktrace' in sent ? [canonicalException(sent)] : [];
}

function canonicalException(sent: unknown): unknown {
  if (!isRecord(sent)) return sent;
  const { stacktrace, raw_stacktrace, ...exception } = sent;
  const raw = stackFields(raw_stacktrace).frames;
  return {
    ...exception,
    ...typeAndValue(exception),
    ...stackFields(stacktrace),
    ...(raw === undefined ? {} : { raw_frames: raw }),
  };
}

function typeAndValue(exception: Record<string, unknown>): { type?: string; value?: string } {
  if (exception.type || typeof exception.value !== 'string') return {};
  // A message that was only given a stack has no type, whatever its words look like.
  if (isRecord(exception.mechanism) && exception.mechanism.synthetic === true) return {};
  const match = TYPE_AND_VALUE.exec(exception.value);
  return match ? { type: match[1]!, value: match[2]! } : {};
}
