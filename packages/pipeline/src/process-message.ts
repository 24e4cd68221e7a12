import { BrokenEncodingError, InflatedTooLargeError, inflate } from '@railguard/protocol/body';
import { isEventLike } from '@railguard/protocol/envelope';
import { parseEventId } from '@railguard/protocol/ids';
import { type CountedOutcome, refusal } from '@railguard/protocol/outcome';
import type { ProcessedEvent, ProcessedMessage, RefusedEvent } from '@railguard/protocol/processed';
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
  // What is wrong with the body as a whole befalls every event that was answered for.
  const known = items.length > 0 ? [] : raw.event_ids.flatMap((id) => refusedEvents(id, refused));
  let eventIndex = 0;
  for (const item of items) {
    const result = processItem(item, { raw, retentionDays, rules, eventIndex });
    if (isEventLike(item)) {
      if (!result.event) known.push(...refusedEvents(raw.event_ids[eventIndex], result.outcomes));
      eventIndex++;
    }
    if (result.event) events.push(result.event);
    if (result.outcomes) outcomes.push(...result.outcomes);
  }
  return {
    id: raw.id,
    project_id: raw.project_id,
    received_at: raw.received_at,
    events,
    outcomes: sumOutcomes(outcomes),
    ...(known.length > 0 ? { refused: known } : {}),
  };
}

/** The fate of one event by its id, where it has both. */
function refusedEvents(id: string | undefined, outcomes: CountedOutcome[] = []): RefusedEvent[] {
  const event_id = parseEventId(id);
  const fate = outcomes[0];
  if (!event_id || !fate || fate.outcome === 'stored' || fate.outcome === 'client_discarded') return [];
  return [{ event_id, outcome: fate.outcome, reason: fate.reason }];
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
