import type { Event } from '@railguard/protocol/event';
import { isHandled } from './handled.ts';
import { tagsOfEvent } from './tags-of-event.ts';

/** What is known of a stored event beside what it says itself: whether it was handled, and the tags it is found by. */
export function eventTraits(event: Event): { handled: boolean; tags: Record<string, string> } {
  const handled = isHandled(event);
  return { handled, tags: Object.fromEntries(tagsOfEvent(event, handled)) };
}
