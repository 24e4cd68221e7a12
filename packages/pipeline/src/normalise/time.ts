import { type Notes, note } from './notes.ts';

const ISO =
  /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?\s*$/i;
const NUMBER = /^\s*-?\d{1,20}(?:\.\d{1,20})?\s*$/;
/** The last millisecond of the year 9999, the end of ISO 8601's four-digit years. */
const LATEST = 253_402_300_799_999;

/**
 * A client's time in milliseconds since the epoch: ISO 8601 (UTC where no zone is given), or a number of seconds.
 * A number too large for seconds is taken as milli-, micro- or nanoseconds. Undefined where it is none of them.
 */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  return fromIso(value) ?? (NUMBER.test(value) ? fromNumber(Number(value)) : undefined);
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function fromNumber(value: number): number | undefined {
  const size = Math.abs(value);
  const perMs = size > 1e17 ? 1e-6 : size > 1e14 ? 1e-3 : size > 1e11 ? 1 : 1000;
  const ms = Math.round(value * perMs);
  return Number.isFinite(ms) && Math.abs(ms) <= LATEST ? ms : undefined;
}

function fromIso(value: string): number | undefined {
  const match = ISO.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC lets the 31st of February be the 3rd of March.
  if (new Date(date).getUTCDate() !== Number(day) || Number(month) > 12) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const time = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000;
  return date + time + Math.floor(Number(`0.${fraction}`) * 1000) - zoneOffset(zone);
}

function zoneOffset(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}

/** A client's time as ISO 8601 in UTC with milliseconds. */
export function time(value: unknown, notes: Notes): string | undefined {
  const ms = parseTime(value);
  return ms === undefined ? noteUnreadable(value, notes) : isoTime(ms);
}

export function noteUnreadable(value: unknown, notes: Notes): undefined {
  return note(notes, typeof value === 'string' || typeof value === 'number' ? 'invalid_value' : 'wrong_type', value);
}
