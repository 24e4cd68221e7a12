import type { ProcessedEvent, ProcessedMessage } from '@railguard/protocol/processed';

/** An event that asks to be stored, with the times that SQL compares, in milliseconds since 1970. */
export interface Candidate {
  projectId: string;
  eventId: string;
  receivedAt: number;
  occurredAt: number;
  processed: ProcessedEvent;
}

/** Every event of some messages, in their order. */
export function candidatesOf(messages: ProcessedMessage[]): Candidate[] {
  return messages.flatMap((message) => {
    const receivedAt = Date.parse(message.received_at);
    return message.events.map((processed) => ({
      projectId: message.project_id,
      eventId: processed.event.event_id,
      receivedAt,
      occurredAt: Date.parse(processed.event.timestamp),
      processed,
    }));
  });
}

/** What makes two events one: the id is the client's, so it means something within its project only. */
export function eventKey({ projectId, eventId }: Pick<Candidate, 'projectId' | 'eventId'>): string {
  return projectId + eventId;
}

/** What makes two events of one issue. */
export function groupKey({ projectId, processed }: Candidate): string {
  return projectId + processed.grouping.hash;
}

/** The first of `values` for each key. */
export function firstByKey<T>(values: T[], key: (value: T) => string): Map<string, T> {
  const first = new Map<string, T>();
  for (const value of values) {
    const name = key(value);
    if (!first.has(name)) first.set(name, value);
  }
  return first;
}
