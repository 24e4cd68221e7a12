import { BrokenEncodingError, InflatedTooLargeError, inflate } from '@railguard/protocol/body';
import { isEventLike } from '@railguard/protocol/envelope';
import { type CountedOutcome, refusal } from '@railguard/protocol/outcome';
import type { ProcessedEvent, ProcessedMessage } from '@railguard/protocol/processed';
import type { RawMessage } from '@railguard/protocol/raw-message';
import { DIALECTS } from './dialects/all.ts';
import type { Dialect, DialectResult } from './dialects/dialect.ts';
import { itemTypeOf } from './items/all.ts';
import type { Item, ItemContext, ItemResult } from './items/item.ts';
import { DEFAULT_RULES, type ProjectRules } from './project/rules.ts';
import { sumOutcomes } from './sum-outcomes.ts';

interface ProcessOptions {
  /** Events that say they are older happened, for us, when they were received. */
  retentionDays: number;
  /** What the message's project has set; nothing where absent. */
  rules?: ProjectRules;
}

/**
 * Takes a message from the queue through every stage: inflate → dialect → each item on its own.
 * What a client sent wrongly ends as an outcome; whatever this throws is a fault of ours, to be retried.
 */
export function processMessage(raw: RawMessage, options: ProcessOptions): ProcessedMessage {
  const { rules = DEFAULT_RULES } = options;
  const retentionDays = Math.min(options.retentionDays, rules.retentionDays ?? options.retentionDays);
  const { items, refused } = readBody(raw, DIALECTS[raw.dialect]);
  const events: ProcessedEvent[] = [];
  const outcomes: CountedOutcome[] = [...refused];
  let eventIndex = 0;
  for (const item of items) {
    const result = processItem(item, { raw, retentionDays, rules, eventIndex });
    if (isEventLike(item)) eventIndex++;
    if (result.event) events.push(result.event);
    if (result.outcomes) outcomes.push(...result.outcomes);
  }
  return {
    id: raw.id,
    project_id: raw.project_id,
    received_at: raw.received_at,
    events,
    outcomes: sumOutcomes(outcomes),
  };
}

function processItem(item: Item, context: ItemContext): ItemResult {
  const type = itemTypeOf(item.type);
  if (type) return type.process(item, context);
  return { outcomes: [{ ...refusal('dropped', 'unknown_item_type'), category: 'default', quantity: 1 }] };
}

function readBody(raw: RawMessage, dialect: Dialect): DialectResult {
  const refused = (reason: 'too_large' | 'invalid_encoding'): DialectResult => ({
    items: [],
    refused: [{ ...refusal('invalid', reason), category: 'default', quantity: 1 }],
  });
  try {
    return dialect.read(inflate(raw.body, raw.content_encoding, dialect.maxBytes));
  } catch (error) {
    if (error instanceof InflatedTooLargeError) return refused('too_large');
    if (error instanceof BrokenEncodingError) return refused('invalid_encoding');
    throw error;
  }
}
