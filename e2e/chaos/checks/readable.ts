import { waitForEvent } from '@railguard/testing/product-reading';
import type { Check } from './check.ts';

/** The API reads back one of the acknowledged events, the last of them. */
export const readable: Check = async ({ set, ledger }) => {
  const last = [...ledger.events().values()].findLast(({ isAcknowledged }) => isAcknowledged);
  if (!last) return ['nothing was acknowledged'];
  try {
    const { event_id } = await waitForEvent(set, last.projectId, last.id);
    return event_id === last.id ? [] : [`event ${last.id} is read back as ${event_id}`];
  } catch (error) {
    return [`event ${last.id} cannot be read: ${(error as Error).message}`];
  }
};
