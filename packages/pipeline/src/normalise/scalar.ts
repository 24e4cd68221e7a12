import type { Coerce } from './fields.ts';
import { note } from './notes.ts';

/** A whole number ≥ 0, also as text: several SDKs send line numbers as strings. */
export const count: Coerce<number> = (value, notes) => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') return note(notes, 'wrong_type', value);
  return Number.isSafeInteger(number) && number >= 0 ? number : note(notes, 'invalid_value', value);
};

export const finiteNumber: Coerce<number> = (value, notes) =>
  typeof value === 'number' && Number.isFinite(value) ? value : note(notes, 'wrong_type', value);

export const boolean: Coerce<boolean> = (value, notes) =>
  typeof value === 'boolean' ? value : note(notes, 'wrong_type', value);
