import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { CATEGORIES, type Category, type CountedOutcome, refusal } from '@railguard/protocol/outcome';
import { parseLenientJson } from '../json/parse-json.ts';
import { isRecord } from '../json/record.ts';
import type { ItemType } from './item.ts';

const LISTS = ['discarded_events', 'rate_limited_events', 'filtered_events', 'filtered_sampling_events'];
/** SDKs report every half minute or so; a claim beyond this is a mistake and would drown the true figures. */
const MAX_QUANTITY = 1_000_000;

/** What an SDK threw away before sending. The report itself is not kept, its counts are. */
export const clientReport: ItemType = {
  names: ['client_report'],
  category: 'internal',
  process({ payload }) {
    const report = { category: 'internal', quantity: 1 } as const;
    if (payload.byteLength > MAX_EVENT_BYTES) return { outcomes: [{ ...refusal('invalid', 'too_large'), ...report }] };
    const fate = { ...refusal('dropped', 'item_type_not_kept'), ...report };
    return { outcomes: [fate, ...discarded(parseLenientJson(payload)?.value)] };
  },
};

function discarded(report: unknown): CountedOutcome[] {
  if (!isRecord(report)) return [];
  const quantities = new Map<Category, number>();
  for (const entry of LISTS.flatMap((list) => report[list] ?? []) as unknown[]) {
    if (!isRecord(entry)) continue;
    const category = CATEGORIES.find((known) => known === entry.category) ?? 'default';
    quantities.set(category, Math.min(MAX_QUANTITY, (quantities.get(category) ?? 0) + quantityOf(entry.quantity)));
  }
  return [...quantities]
    .filter(([, quantity]) => quantity > 0)
    .map(([category, quantity]) => ({ ...refusal('client_discarded', 'sdk'), category, quantity }));
}

function quantityOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? Math.min(value, MAX_QUANTITY) : 0;
}
