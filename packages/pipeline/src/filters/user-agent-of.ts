import type { Event } from '@railguard/protocol/event';

/** The User-Agent header of the request an event is about; '' where it has none. */
export function userAgentOf({ request }: Event): string {
  return request?.headers?.['User-Agent'] ?? '';
}
