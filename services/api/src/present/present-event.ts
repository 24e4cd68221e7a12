import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { StoredEvent as StoredEventRow } from '@railguard/store/events';

export type StoredEvent = AnswerOf<RouteOf<'getEvent'>>;
export type RawEvent = AnswerOf<RouteOf<'downloadEvent'>>;

/** The event as it was sent, and where it ended up. */
export function presentEvent({ event, project_id, issue_id, received_at }: StoredEventRow): StoredEvent {
  return { ...(event as StoredEvent), project_id, issue_id, received_at: received_at.toISOString() };
}
