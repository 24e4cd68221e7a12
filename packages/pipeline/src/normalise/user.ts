import type { User } from '@railguard/protocol/event';
import { isRecord, put } from '../json/record.ts';
import type { Coerce } from './fields.ts';
import { object } from './fields.ts';
import { bag } from './json.ts';
import { note } from './notes.ts';
import { MAX_NAME, scalarText, text } from './text.ts';

/** The longest address that mail can be sent to (RFC 5321). */
const MAX_EMAIL = 254;
const FIELDS = new Set(['id', 'email', 'username', 'name', 'ip_address', 'segment', 'geo', 'data']);

const readUser = object<User>({
  id: scalarText(MAX_NAME),
  email: text(MAX_EMAIL),
  username: scalarText(MAX_NAME),
  name: text(MAX_NAME),
  ip_address: text(64),
  segment: text(MAX_NAME),
  geo: bag,
  data: bag,
});

/** The person the event is about. What has no field of its own goes to `data`. */
export const user: Coerce<User> = (value, notes) =>
  isRecord(value) ? readUser(withRestInData(value), notes) : note(notes, 'wrong_type', value);

function withRestInData(sent: Record<string, unknown>): Record<string, unknown> {
  const rest = Object.keys(sent).filter((key) => !FIELDS.has(key) && sent[key] !== null);
  if (rest.length === 0) return sent;
  const data: Record<string, unknown> = {};
  for (const key of rest) put(data, key, sent[key]);
  const known = Object.fromEntries(Object.entries(sent).filter(([key]) => FIELDS.has(key)));
  return { ...known, data: isRecord(sent.data) ? { ...data, ...sent.data } : data };
}
