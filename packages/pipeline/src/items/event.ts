import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { type Outcome, refusal } from '@railguard/protocol/outcome';
import { isRecord } from '../json/record.ts';
import { processEvent } from '../process-event.ts';
import { eventIdOf } from './event-id.ts';
import type { ItemType } from './item.ts';

/** An error or a message: the kind that makes issues. */
export const event: ItemType = {
  names: ['event'],
  category: 'error',
  process(item, context) {
    const refused = (outcome: Outcome) => ({ outcomes: [{ ...outcome, category: 'error' as const, quantity: 1 }] });
    if (item.payload.byteLength > MAX_EVENT_BYTES) return refused(refusal('invalid', 'too_large'));
    const content = item.read();
    if (!content) return refused(refusal('invalid', 'invalid_json'));
    if (!isRecord(content.value)) return refused(refusal('invalid', 'not_an_object'));

    const circumstances = {
      eventId: eventIdOf(content.value.event_id, context),
      receivedAt: context.raw.received_at,
      retentionDays: context.retentionDays,
      sentAt: content.sentAt,
      remoteAddress: context.raw.remote_address,
    };
    const processed = processEvent(content.value, circumstances, context.rules);
    if ('outcome' in processed) return refused(processed);
    for (const error of processed.event.processing_errors ?? []) {
      if (content.pointerAsSent) error.path = content.pointerAsSent(error.path);
    }
    return { event: processed };
  },
};
