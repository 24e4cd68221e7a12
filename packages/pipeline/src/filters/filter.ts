import type { Event } from '@railguard/protocol/event';
import type { Outcome } from '@railguard/protocol/outcome';
import type { FilterSettings } from '@railguard/protocol/project-settings';

/** A kind of events that a project may refuse. Registered in `all.ts`. */
export interface EventFilter {
  /** What becomes of such an event. */
  outcome: Outcome;
  /** Tells such events; undefined where the project has not asked for it. Sees the event before it is scrubbed. */
  compile(settings: FilterSettings): ((event: Event) => boolean) | undefined;
}
