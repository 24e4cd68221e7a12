import { ProblemError } from '@railguard/contract/problem';
import { isUuid } from '@railguard/protocol/ids';

/**
 * Cursors say where a page ended: the values its list is sorted by, and what sort that was, as base64url of JSON.
 * Opaque to clients, but anybody may write one, so each value is checked when it comes back.
 */
export type CursorValue = string | number;

/** @param kind names the list and its sort; a cursor of one is refused by another */
export function encodeCursor(kind: string, values: CursorValue[]): string {
  return Buffer.from(JSON.stringify([kind, ...values])).toString('base64url');
}

type Checks = Record<string, (value: unknown) => unknown>;

/**
 * Reads a cursor back, one value for each check in their order; a check answers undefined for a value it refuses.
 * @throws ProblemError `invalid_cursor`
 */
export function decodeCursor<C extends Checks>(
  kind: string,
  checks: C,
  cursor: string | undefined,
): { [Key in keyof C]: Exclude<ReturnType<C[Key]>, undefined> } | undefined {
  if (cursor === undefined) return undefined;
  const [foundKind, ...values] = parse(cursor);
  const names = Object.keys(checks);
  const read = names.map((name, index) => [name, checks[name]!(values[index])] as const);
  const isGood = foundKind === kind && values.length === names.length && read.every(([, value]) => value !== undefined);
  if (!isGood) throw new ProblemError('invalid_cursor');
  return Object.fromEntries(read) as never;
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

export function asUuid(value: unknown): string | undefined {
  return typeof value === 'string' && isUuid(value) ? value : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('\0') ? value : undefined;
}

export function asCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function asTime(value: unknown): Date | undefined {
  const time = typeof value === 'string' && ISO.test(value) ? new Date(value) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time : undefined;
}
