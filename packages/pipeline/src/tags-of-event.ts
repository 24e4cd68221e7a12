import type { Event } from '@railguard/protocol/event';
import type { Tag } from '@railguard/protocol/processed';
import { cut } from './json/cut.ts';
import { FILTERED } from './scrub/filtered.ts';

/** Each tag is a row for its issue, so neither a client nor its users may decide how many there are. */
const MAX_TAGS = 50;
const MAX_VALUE = 250;

/**
 * What an event is searched and counted by, once for each key: what its fields say first, then its own tags as far as
 * there is room. Empty and hidden values are left out.
 */
export function tagsOfEvent(event: Event, handled: boolean): Tag[] {
  const tags = new Map<string, string>();
  const add = (key: string, value: unknown) => {
    if (typeof value !== 'string' || value === '' || value === FILTERED) return;
    if (tags.size >= MAX_TAGS || tags.has(key)) return;
    tags.set(key, cut(value, MAX_VALUE));
  };
  const { user, contexts = {} } = event;
  add('level', event.level);
  add('environment', event.environment);
  add('release', event.release);
  add('dist', event.dist);
  add('platform', event.platform);
  add('handled', handled ? 'yes' : 'no');
  add('mechanism', event.exceptions?.find(({ mechanism }) => mechanism?.type)?.mechanism?.type);
  add('transaction', event.transaction);
  add('logger', event.logger);
  add('server_name', event.server_name);
  add('url', event.request?.url && withoutQuery(event.request.url));
  add('user.id', user?.id);
  add('user.email', user?.email);
  add('user.username', user?.username);
  add('user.ip_address', user?.ip_address);
  add('sdk.name', event.sdk?.name);
  for (const key of ['browser', 'os', 'runtime'] as const) {
    const context = contexts[key] ?? contexts[`client_${key}`];
    add(key, nameAndVersion(context));
    add(`${key}.name`, context?.name);
  }
  add('device', contexts.device?.model);
  add('device.family', contexts.device?.family);
  for (const [key, value] of Object.entries(event.tags ?? {})) add(key, value);
  return [...tags];
}

function nameAndVersion(context: Record<string, unknown> | undefined): string | undefined {
  if (typeof context?.name !== 'string') return undefined;
  return typeof context.version === 'string' ? `${context.name} ${context.version}` : context.name;
}

/** A query is rarely the same twice, and may hold what nobody should read in a list. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
