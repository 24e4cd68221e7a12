import type { Coerce } from './fields.ts';
import { note } from './notes.ts';

/**
 * The platform in lower case. Names nobody knows are kept for people to read and behave like `other` wherever rules
 * go by platform.
 */
export const platform: Coerce<string> = (value, notes) => {
  if (typeof value !== 'string') return note(notes, 'wrong_type', value);
  const name = value.trim().toLowerCase();
  if (name.length > 64) return note(notes, 'too_long', value);
  return name || undefined;
};
