/**
 * The fate of an item. Every item that reaches Railguard ends in exactly one outcome from this closed list;
 * `stored` has no reason, each other outcome has one of its own.
 */
export const OUTCOME_REASONS = {
  /** Kept, and can be read through the API. */
  stored: [''],
  /** Refused on purpose, by a rule of the project. */
  filtered: [
    'origin_not_allowed',
    'message_filter',
    'release_filter',
    'localhost_filter',
    'legacy_browser_filter',
    'web_crawler_filter',
    'browser_extension_filter',
  ],
  /** Refused because the key sent more than it may, in a minute or in a day. */
  rate_limited: ['key_limit', 'key_quota'],
  /** Not understandable. */
  invalid: ['invalid_json', 'invalid_envelope', 'invalid_encoding', 'not_an_object', 'too_large', 'too_many_events'],
  /** Understood, and deliberately not kept. */
  dropped: ['duplicate', 'item_type_not_kept', 'unknown_item_type', 'processing_failed'],
  /** Reported by an SDK: what it discarded before sending. Not an item that reached us, so outside the sums. */
  client_discarded: ['sdk'],
} as const;

export type OutcomeName = keyof typeof OUTCOME_REASONS;
export type OutcomeReason<Name extends OutcomeName = OutcomeName> = (typeof OUTCOME_REASONS)[Name][number];

/** Kinds of data, in the words of Sentry's rate-limit categories, so that limits and outcomes speak one language. */
export const CATEGORIES = [
  'error',
  'transaction',
  'session',
  'attachment',
  'feedback',
  'user_report',
  'monitor',
  'span',
  'log_item',
  'profile',
  'replay',
  'security',
  'metric_bucket',
  'internal',
  'default',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Outcome {
  outcome: OutcomeName;
  reason: OutcomeReason;
}

/** `quantity` items of one category that met one fate. */
export interface CountedOutcome extends Outcome {
  category: Category;
  quantity: number;
}

export const STORED: Outcome = { outcome: 'stored', reason: '' };

/** Builds a refusal; the types hold the reason to its outcome's own list. */
export function refusal<Name extends Exclude<OutcomeName, 'stored'>>(
  outcome: Name,
  reason: OutcomeReason<Name>,
): Outcome {
  return { outcome, reason };
}
