import type { Event } from './event.ts';
import type { CountedOutcome, OutcomeName, OutcomeReason } from './outcome.ts';

/** One thing that went into a grouping hash, for people to read: "exception type", "TypeError". */
export interface GroupingPart {
  label: string;
  value: string;
}

export interface Grouping {
  /** 64 lowercase hex digits (SHA-256), the algorithm's version inside. */
  hash: string;
  /** Name of the algorithm, such as `v1`. Never edited once released. */
  algorithm: string;
  explanation: GroupingPart[];
}

/** An event that went through every stage and is ready to be stored. */
export interface ProcessedEvent {
  event: Event;
  grouping: Grouping;
  /** First line people see: `Type: value`. */
  title: string;
  /** Where it happened, or ''. */
  culprit: string;
  /** False for a crash: an exception nobody caught. */
  handled: boolean;
  /** What tells one user from another, such as `id:7`; absent where the event names nobody. */
  user_identity?: string;
  /**
   * What it can be searched and counted by: its own tags and those that its fields make, each key once. Absent:
   * environment and release alone.
   */
  tags?: Tag[];
}

export type Tag = readonly [key: string, value: string];

/** An event-like item that the pipeline did not make an event of. */
export interface RefusedEvent {
  /** As it was answered to the client: 32 lowercase hex digits. */
  event_id: string;
  outcome: Exclude<OutcomeName, 'stored' | 'client_discarded'>;
  reason: OutcomeReason;
}

/** A raw message after the pipeline: what to store, and what became of everything else in it. */
export interface ProcessedMessage {
  id: string;
  project_id: string;
  received_at: string;
  events: ProcessedEvent[];
  /** Of the items that are not events; `storeBatch` adds those of the events, from what was really inserted. */
  outcomes: CountedOutcome[];
  /** Those among `outcomes` that are known by an id. */
  refused?: RefusedEvent[];
}
