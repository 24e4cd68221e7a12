import type { Event } from '@railguard/protocol/event';
import type { Level } from '@railguard/protocol/level';
import type { AlertSubject } from './matches.ts';

/** What the pipeline knows of an event beside what it says itself. */
export interface EventTraits {
  handled: boolean;
  /** Those that it is searched by. */
  tags: Record<string, string>;
}

/** Conditions look at the event, and at the issue where the event is gone. */
export function subjectOf(
  issue: { title: string; culprit: string; level: Level; handled: boolean },
  event: Event | undefined,
  traits: EventTraits | undefined,
): AlertSubject {
  return {
    level: event?.level ?? issue.level,
    environment: event?.environment,
    release: event?.release,
    handled: traits?.handled ?? issue.handled,
    tags: traits?.tags ?? {},
    text: `${issue.title}\n${issue.culprit}\n${event?.message ?? ''}`.toLowerCase(),
  };
}
