import { isRecord } from '../json/record.ts';
import type { Coerce } from './fields.ts';
import { bag } from './json.ts';
import { note, within } from './notes.ts';

/** Contexts by name; each is an object of anything. */
export const contexts: Coerce<Record<string, Record<string, unknown>>> = (value, notes) => {
  if (!isRecord(value)) return note(notes, 'wrong_type', value);
  for (const name of Object.keys(value)) {
    if (isRecord(value[name])) continue;
    if (value[name] !== null) within(notes, name, () => note(notes, 'wrong_type', value[name]));
    delete value[name];
  }
  return bag(value, notes) as Record<string, Record<string, unknown>> | undefined;
};
