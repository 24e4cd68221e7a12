import type { Exception } from '@railguard/protocol/event';
import { type Coerce, list, object } from './fields.ts';
import { frames } from './frames.ts';
import { mechanism } from './mechanism.ts';
import { note } from './notes.ts';
import { anyText, MAX_MESSAGE, MAX_SYMBOL, scalarText, text } from './text.ts';
import { texts } from './texts.ts';

const readException = object<Exception>({
  type: text(MAX_SYMBOL),
  value: anyText(MAX_MESSAGE),
  module: text(MAX_SYMBOL),
  thread_id: scalarText(64),
  mechanism,
  frames,
  raw_frames: frames,
  registers: texts(100, 64),
});

/** One exception; it must tell its type, its value or where it happened. */
const exception: Coerce<Exception> = (value, notes) => {
  const read = readException(value, notes);
  if (!read) return undefined;
  return read.type || read.value || read.frames ? read : note(notes, 'invalid_value', value);
};

const readExceptions = list(exception, { max: 50, keep: 'first' });

/** The exceptions, the thrown one first; a single object is a list of one. */
export const exceptions: Coerce<Exception[]> = (value, notes) =>
  readExceptions(typeof value === 'object' && !Array.isArray(value) ? [value] : value, notes);
