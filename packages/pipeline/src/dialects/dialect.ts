import type { CountedOutcome } from '@railguard/protocol/outcome';
import type { DialectName } from '@railguard/protocol/raw-message';
import type { Item } from '../items/item.ts';

/** A language that clients speak: bytes in, items out whose content has the canonical shape. */
export interface Dialect {
  name: DialectName;
  /** The most bytes a body may have once inflated. */
  maxBytes: number;
  read(body: Buffer): DialectResult;
}

export interface DialectResult {
  items: Item[];
  /** What could not be made into items. */
  refused: CountedOutcome[];
}
