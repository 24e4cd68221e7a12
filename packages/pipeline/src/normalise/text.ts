import { cut } from '../json/cut.ts';
import { jsonText } from '../json/json-text.ts';
import type { Coerce } from './fields.ts';
import { type Notes, note } from './notes.ts';

/** Lengths in UTF-16 units, after Relay's (`relay-event-normalization`, trimming). */
export const MAX_MESSAGE = 8192;
export const MAX_SUMMARY = 1024;
export const MAX_SYMBOL = 256;
export const MAX_NAME = 200;
export const MAX_WORD = 128;

/** A string, cut to `max`; anything else is a wrong type. */
export function text(max: number): Coerce<string> {
  return (value, notes) => (typeof value === 'string' ? bounded(value, max, notes) : note(notes, 'wrong_type', value));
}

/** As `text`, for fields where clients also send numbers and booleans: ids, versions, names. */
export function scalarText(max: number): Coerce<string> {
  return (value, notes) => {
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' ? bounded(value, max, notes) : note(notes, 'wrong_type', value);
  };
}

/** Any JSON value as text: a string as it is, everything else as JSON. */
export function anyText(max: number): Coerce<string> {
  return (value, notes) => (typeof value === 'string' ? bounded(value, max, notes) : jsonText(value, max));
}

function bounded(value: string, max: number, notes: Notes): string {
  if (value.length <= max) return value;
  note(notes, 'too_long');
  return cut(value, max);
}
