import { hash } from 'node:crypto';
import { scrubText } from '@railguard/pipeline/scrub/text';
import { dashed, isUuid, parseEventId } from '@railguard/protocol/ids';
import { refusal } from '@railguard/protocol/outcome';
import { rawMessageFrom } from '@railguard/protocol/raw-message';
import type { Delivery } from '@railguard/queue/queue';
import type { Database } from '@railguard/store/database';
import type { LedgerNote } from '@railguard/store/ledger-writes';
import { addOutcomesOnce } from '@railguard/store/outcomes';

/** So that whoever misses the event finds out what became of it; replaying the dead letter may still store it. */
export async function recordFailure(database: Database, delivery: Delivery, error: string): Promise<void> {
  const { project_id, received_at, event_ids = [] } = rawMessageFrom(delivery);
  // A message that was never one of ours has no project to tell.
  if (!isUuid(project_id)) return;
  const outcome = refusal('dropped', 'processing_failed');
  const row = { project_id, received_at: new Date(received_at), category: 'default', quantity: 1, ...outcome } as const;
  // Known by the message, since it may be given up again: whoever did so may die before it is a dead letter.
  const id = dashed(hash('sha256', `given up: ${delivery.id}`).slice(0, 32));
  // Messages of errors may quote what was sent.
  const scrubbed = scrubText(error);
  const notes = event_ids.flatMap((eventId): LedgerNote[] => {
    const event_id = parseEventId(eventId);
    if (!event_id) return [];
    return [{ project_id, received_at, event_id, fate: 'dead_letter', reason: outcome.reason, error: scrubbed }];
  });
  return addOutcomesOnce(database, id, [row], notes);
}
