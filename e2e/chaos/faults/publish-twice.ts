import { newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW, type RawMessage, rawMessageHeaders } from '@railguard/protocol/raw-message';
import { errorEvent } from '../../error-event.ts';
import type { Fault } from '../fault.ts';

const MESSAGES = 20;

/** Each comes twice in one publication, and once more after that, as after a confirmation that was lost. */
export const publishTwice: Fault = {
  name: 'messages are in the queue three times',
  touches: 'queue',
  strike: async ({ queue, projects: { shop }, ledger }) => {
    for (let number = 0; number < MESSAGES; number++) {
      const event = errorEvent('checkout');
      const raw: RawMessage = {
        id: newUuid(),
        project_id: shop.id,
        key_id: shop.keys[0]!.id,
        received_at: new Date().toISOString(),
        dialect: 'native',
        content_encoding: 'identity',
        event_ids: [event.event_id],
        body: Buffer.from(JSON.stringify(event)),
      };
      const message = { id: raw.id, headers: rawMessageHeaders(raw), body: raw.body };
      const events = [{ id: event.event_id, group: 'checkout', user: undefined }];
      const shipment = { projectId: shop.id, events, others: [] };
      try {
        await queue.publish(EVENTS_RAW, [message, message]);
        await queue.publish(EVENTS_RAW, [message]);
        // One message, whatever the number of its copies.
        ledger.acknowledged(shipment);
      } catch {
        // The broker is away as well, and each of the others would wait for it.
        ledger.unsure(shipment);
        return;
      }
    }
  },
};
