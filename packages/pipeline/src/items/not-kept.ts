import { refusal } from '@railguard/protocol/outcome';
import type { Item, ItemType } from './item.ts';

/**
 * A kind that is accepted, counted and not kept. `quantity` says how many of its category one item holds; undefined
 * where the item is too large to be looked into.
 */
export function notKept(
  kind: Omit<ItemType, 'process'>,
  quantity: (item: Item) => number | undefined = () => 1,
): ItemType {
  return {
    ...kind,
    process(item) {
      const counted = quantity(item);
      const fate = counted === undefined ? refusal('invalid', 'too_large') : refusal('dropped', 'item_type_not_kept');
      return { outcomes: [{ ...fate, category: kind.category, quantity: counted ?? 1 }] };
    },
  };
}
