import { cut } from '../json/cut.ts';
import { jsonText } from '../json/json-text.ts';
import { isRecord, put } from '../json/record.ts';
import { type Notes, note } from './notes.ts';

/** Levels of containers below a field; deeper ones become JSON text (Relay allows as many). */
const MAX_DEPTH = 7;
/** Characters of one value, and of all values of one field. */
const MAX_VALUE = 16 * 1024;
const MAX_FIELD = 256 * 1024;
/** What a container, number or key costs beside its own text, so that a million empty ones are not free. */
const ENTRY_COST = 4;

interface Budget {
  left: number;
}

/** Any JSON value, bounded in depth and size. Works in place: what a client sent is ours once it is parsed. */
export function json(value: unknown, notes: Notes): unknown {
  return bound(value, MAX_DEPTH, { left: MAX_VALUE }, notes);
}

/** An object of any JSON values, each bounded, and all of them together. */
export function bag(value: unknown, notes: Notes): Record<string, unknown> | undefined {
  if (!isRecord(value)) return note(notes, 'wrong_type', value);
  let left = MAX_FIELD;
  for (const key of Object.keys(value)) {
    const budget = { left: Math.min(MAX_VALUE, left) };
    left -= fitEntry(value, key, MAX_DEPTH - 1, budget, notes);
  }
  return value;
}

/** As `bag`, and takes a list as an object of its indexes: some SDKs send local variables so. */
export function bagOrList(value: unknown, notes: Notes): Record<string, unknown> | undefined {
  return bag(Array.isArray(value) ? { ...value } : value, notes);
}

function bound(value: unknown, depth: number, budget: Budget, notes: Notes): unknown {
  if (typeof value === 'string') return boundText(value, budget, notes);
  budget.left -= ENTRY_COST;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) {
    note(notes, 'too_deep');
    return boundText(jsonText(value, MAX_VALUE), budget, notes);
  }
  if (Array.isArray(value)) boundArray(value, depth - 1, budget, notes);
  else for (const key of Object.keys(value)) fitEntry(value as Record<string, unknown>, key, depth - 1, budget, notes);
  return value;
}

function boundArray(value: unknown[], depth: number, budget: Budget, notes: Notes): void {
  for (let index = 0; index < value.length; index++) {
    if (budget.left <= 0) {
      note(notes, 'too_long');
      value.length = index;
      return;
    }
    notes.path.push(index);
    value[index] = bound(value[index], depth, budget, notes);
    notes.path.pop();
  }
}

/** Bounds one entry in place, or removes it where the budget is spent; answers what it cost. */
function fitEntry(record: Record<string, unknown>, key: string, depth: number, budget: Budget, notes: Notes): number {
  const before = budget.left;
  if (before <= key.length) {
    if (before > 0) {
      note(notes, 'too_long');
      budget.left = 0;
    }
    delete record[key];
    return before;
  }
  budget.left -= key.length;
  notes.path.push(key);
  const value = record[key];
  const bounded = bound(value, depth, budget, notes);
  if (bounded !== value) put(record, key, bounded);
  notes.path.pop();
  return before - budget.left;
}

function boundText(value: string, budget: Budget, notes: Notes): string {
  const allowed = Math.max(budget.left, ENTRY_COST);
  budget.left -= value.length + ENTRY_COST;
  if (value.length <= allowed) return value;
  note(notes, 'too_long');
  return cut(value, allowed);
}
