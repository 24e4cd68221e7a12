import type { Event } from '@railguard/protocol/event';

/** Takes the user's address out, in place; other fields that hold addresses are hidden by their names. */
export function removeAddress(event: Event): void {
  if (event.user?.ip_address === undefined) return;
  delete event.user.ip_address;
  if (Object.keys(event.user).length === 0) delete event.user;
}
