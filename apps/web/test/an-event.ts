import type { Event } from '../src/features/event/event.ts';

/** The least that the API answers of an event; `fields` are added, or replace what is there. */
export function anEvent(fields: Partial<Event> = {}): Event {
  return {
    event_id: '0'.repeat(32),
    project_id: '00000000-0000-4000-8000-000000000001',
    issue_id: '00000000-0000-4000-8000-000000000002',
    type: 'error',
    timestamp: '2026-11-23T10:00:00.000Z',
    received_at: '2026-11-23T10:00:01.000Z',
    level: 'error',
    platform: 'ruby',
    ...fields,
  };
}
