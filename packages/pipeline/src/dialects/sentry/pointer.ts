import { isRecord } from '../../json/record.ts';
import { LEGACY_NAMES } from './event.ts';
import { valuesOf } from './values.ts';

/**
 * Where a JSON Pointer into the canonical event leads in the Sentry event it was made from, so that what is noted about
 * a field names the field that its author knows: `/exceptions/0/frames/0` → `/exception/values/1/stacktrace/frames/7`.
 */
export function sentryPointer(pointer: string, sent: Record<string, unknown>): string {
  const [first, ...rest] = pointer.slice(1).split('/');
  switch (first) {
    case 'exceptions':
      return exceptionPointer(rest, sent);
    case 'threads':
    case 'breadcrumbs':
      return listPointer(first, rest, sent);
    case 'message_template':
      return join(sentName('logentry', sent), 'message', ...rest);
    case 'message_params':
      return join(sentName('logentry', sent), 'params', ...rest);
    case 'message':
      return join(sentName(sent.logentry ? 'logentry' : 'message', sent), ...rest);
    default:
      return join(sentName(first ?? '', sent), ...rest);
  }
}

function exceptionPointer([index, ...rest]: string[], sent: Record<string, unknown>): string {
  const name = sentName('exception', sent);
  const values = valuesOf(sent[name]);
  if (index === undefined || !values) return join(name, ...stackPointer(rest, sent[name]));
  const place = values.length - 1 - Number(index);
  return join(name, ...valuesStep(sent[name]), place, ...stackPointer(rest, values[place]));
}

function listPointer(canonical: string, [index, ...rest]: string[], sent: Record<string, unknown>): string {
  const name = sentName(canonical, sent);
  const value = valuesOf(sent[name])?.[Number(index)];
  return index === undefined
    ? join(name)
    : join(name, ...valuesStep(sent[name]), index, ...(canonical === 'threads' ? stackPointer(rest, value) : rest));
}

/** `frames/0/…` counted from the crash → `stacktrace/frames/7/…` counted from the oldest call. */
function stackPointer([field, index, ...rest]: string[], holder: unknown): (string | number)[] {
  if (field === undefined) return [];
  const tail = index === undefined ? [] : [index, ...rest];
  if (field === 'registers') return ['stacktrace', field, ...tail];
  if (field !== 'frames' && field !== 'raw_frames') return [field, ...tail];
  const name = field === 'frames' ? 'stacktrace' : 'raw_stacktrace';
  const stack = isRecord(holder) ? holder[name] : undefined;
  const frames = isRecord(stack) ? stack.frames : stack;
  if (index === undefined || !Array.isArray(frames)) return [name, 'frames', ...tail];
  return [name, 'frames', frames.length - 1 - Number(index), ...rest];
}

function valuesStep(list: unknown): string[] {
  return Array.isArray(list) ? [] : ['values'];
}

/** The name a field really had: its own, or the legacy one. */
function sentName(modern: string, sent: Record<string, unknown>): string {
  if (Object.hasOwn(sent, modern)) return modern;
  const legacy = Object.keys(LEGACY_NAMES).find((name) => LEGACY_NAMES[name] === modern && Object.hasOwn(sent, name));
  return legacy ?? modern;
}

function join(...steps: (string | number)[]): string {
  return steps.map((step) => `/${step}`).join('');
}
