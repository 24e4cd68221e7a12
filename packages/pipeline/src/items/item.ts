import type { Category, CountedOutcome } from '@railguard/protocol/outcome';
import type { ProcessedEvent } from '@railguard/protocol/processed';
import type { RawMessage } from '@railguard/protocol/raw-message';
import type { ProjectRules } from '../project/rules.ts';

/** One thing a client sent: an event, a session, an attachment. Dialects make them, item types say what becomes of them. */
export interface Item {
  /** In the words of Sentry's item headers; what arrives natively is an `event` or a `transaction`. */
  type: string;
  headers: Record<string, unknown>;
  /** The content as bytes; empty where it was parsed with the body around it. */
  payload: Uint8Array;
  /** The content in the canonical shape, parsed when asked for: items that are dropped unread cost nothing. */
  read(): Content | undefined;
}

/** An item's content, undefined being "not JSON". */
export interface Content {
  value: unknown;
  /** When the client says it sent this, by its own clock. */
  sentAt?: unknown;
  /** Where a JSON Pointer into the canonical shape leads in what was really sent. */
  pointerAsSent?: (pointer: string) => string;
}

/** What an item type may know beside the item. */
export interface ItemContext {
  raw: RawMessage;
  retentionDays: number;
  /** What the project has set. */
  rules: ProjectRules;
  /** Place of the item among those that have event ids, from 0. */
  eventIndex: number;
}

/** What became of an item: events to store, and the fate of everything else in it. */
export interface ItemResult {
  event?: ProcessedEvent;
  outcomes?: CountedOutcome[];
}

/** How items of one kind are handled. Registered in `all.ts`. */
export interface ItemType {
  /** The header's `type`; several where a kind has more than one name. */
  names: readonly string[];
  category: Category;
  process(item: Item, context: ItemContext): ItemResult;
}
