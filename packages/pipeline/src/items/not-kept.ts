import { refusal } from '@railguard/protocol/outcome';
import type { Item, ItemType } from './item.ts';

/** A kind that is accepted, counted and not kept. `quantity` says how many of its category one item holds. */
export function notKept(kind: Omit<ItemType, 'process'>, quantity: (item: Item) => number = () => 1): ItemType {
  return {
    ...kind,
    process: (item) => ({
      outcomes: [{ ...refusal('dropped', 'item_type_not_kept'), category: kind.category, quantity: quantity(item) }],
    }),
  };
}
