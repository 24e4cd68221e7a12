import type { Event } from '@railguard/protocol/event';
import { put } from '../json/record.ts';
import { breadcrumbs } from './breadcrumb.ts';
import { contexts } from './contexts.ts';
import { exceptions } from './exception.ts';
import { type Fields, list, object } from './fields.ts';
import { fingerprint } from './fingerprint.ts';
import { bag, json } from './json.ts';
import { level } from './level.ts';
import { platform } from './platform.ts';
import { dist, environment, release } from './release.ts';
import { request } from './request.ts';
import { sdk } from './sdk.ts';
import { tags } from './tags.ts';
import { MAX_MESSAGE, MAX_NAME, MAX_SYMBOL, text } from './text.ts';
import { texts } from './texts.ts';
import { threads } from './thread.ts';
import { user } from './user.ts';

/** Settled from more than the field itself. */
type SettledApart = 'event_id' | 'type' | 'timestamp';
type OwnFields = Required<Omit<Event, SettledApart | 'unknown' | 'processing_errors'>>;

/** How each field of an event is read. A new field is a line here, and one in the protocol's event. */
const FIELDS: Fields<OwnFields> = {
  level,
  platform,
  message: text(MAX_MESSAGE),
  message_template: text(MAX_MESSAGE),
  message_params: json,
  logger: text(MAX_NAME),
  transaction: text(MAX_NAME),
  transaction_info: bag,
  culprit: text(MAX_NAME),
  environment,
  release,
  dist,
  server_name: text(MAX_SYMBOL),
  exceptions,
  threads,
  user,
  request,
  tags,
  contexts,
  extra: bag,
  modules: texts(2000, MAX_NAME),
  breadcrumbs,
  fingerprint,
  sdk,
  debug_meta: bag,
  template: bag,
  errors: list(json, { max: 50, keep: 'first' }),
};
const SETTLED_APART = new Set<string>(['event_id', 'type', 'timestamp'] satisfies SettledApart[]);

/** Reads the fields that have a rule of their own. */
export const readFields = object<OwnFields>(FIELDS);

/** Parts what was sent into fields that are known and fields that nobody knows; null counts as not sent. */
export function partFields(sent: Record<string, unknown>) {
  const known: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  for (const key of Object.keys(sent)) {
    if (SETTLED_APART.has(key) || sent[key] === null) continue;
    put(Object.hasOwn(FIELDS, key) ? known : unknown, key, sent[key]);
  }
  return { known, unknown };
}
