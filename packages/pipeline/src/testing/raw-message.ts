import type { RawMessage } from '@railguard/protocol/raw-message';

export const RECEIVED_AT = '2026-11-23T10:00:05.000Z';

/** A message as the ingestor queues it; tests say what differs. */
export function rawMessage(fields: Partial<RawMessage> = {}): RawMessage {
  return {
    id: '01936b6a-0000-7000-8000-000000000001',
    project_id: '01936b6a-0000-7000-8000-0000000000aa',
    key_id: '01936b6a-0000-7000-8000-0000000000bb',
    received_at: RECEIVED_AT,
    dialect: 'native',
    content_encoding: 'identity',
    event_ids: [],
    body: Buffer.from('{}'),
    ...fields,
  };
}
