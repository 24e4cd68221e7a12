import type { CountedOutcome } from '@railguard/protocol/outcome';

/** One event that is sent; every shipment that carries the id carries the same event. */
export interface SentEvent {
  id: string;
  /** Decides its issue, within its project. */
  group: string;
  user: string | undefined;
}

/** What one message brings, were it taken. */
export interface Shipment {
  projectId: string;
  /** Each is stored, or dropped as a duplicate. The same id may be in it twice. */
  events: SentEvent[];
  /** What becomes of everything else in it. */
  others: CountedOutcome[];
}

/** An event as it must be found. */
export interface ExpectedEvent extends SentEvent {
  projectId: string;
  /** Promised: it is stored. Else it may be. */
  isAcknowledged: boolean;
}

/** How often something must have been counted, at least and at most. */
export interface Bounds {
  least: number;
  most: number;
}

/**
 * What was sent to the system and what it answered, from which follows what must be found in it:
 *
 *     sent ─┬─ acknowledged ──► counted exactly
 *           ├─ refused ───────► counted, unless its ingestor was killed before it wrote that down
 *           └─ no answer, 503 ► taken or not: counted at most
 */
export interface Ledger {
  acknowledged(shipment: Shipment): void;
  /** The door's own tally. `ingestor` is the address of the door. */
  refused(projectId: string, outcomes: CountedOutcome[], ingestor: string): void;
  /** Also of what the door would have refused. */
  unsure(shipment: Shipment): void;
  /** An ingestor was killed, and what it refused since then may not have been written. */
  tallyLost(ingestor: string, sinceMs: number): void;
  events(): ReadonlyMap<string, ExpectedEvent>;
  /** Of events: stored or dropped as duplicates. */
  eventsIn(projectId: string): Bounds;
  /** By `category outcome reason`; without what becomes of events. */
  outcomesIn(projectId: string): ReadonlyMap<string, Bounds>;
  acknowledgedCount(): number;
  unsureCount(): number;
}

interface Refusal {
  at: number;
  projectId: string;
  outcomes: CountedOutcome[];
}

/** Longer than any outage here lasts, so longer than a tally waits to be written. */
const REMEMBERED_MS = 5 * 60_000;

export function createLedger(): Ledger {
  const events = new Map<string, ExpectedEvent>();
  const eventBounds = new Map<string, Bounds>();
  const outcomeBounds = new Map<string, Map<string, Bounds>>();
  const refusals = new Map<string, Refusal[]>();
  let acknowledged = 0;
  let unsure = 0;

  function boundsOf<Key>(all: Map<Key, Bounds>, key: Key): Bounds {
    const bounds = all.get(key) ?? { least: 0, most: 0 };
    all.set(key, bounds);
    return bounds;
  }

  function outcomeBoundsOf(projectId: string): Map<string, Bounds> {
    const bounds = outcomeBounds.get(projectId) ?? new Map<string, Bounds>();
    outcomeBounds.set(projectId, bounds);
    return bounds;
  }

  function count(projectId: string, outcomes: CountedOutcome[], least: -1 | 0 | 1, most: 0 | 1): void {
    for (const { category, outcome, reason, quantity } of outcomes) {
      const bounds = boundsOf(outcomeBoundsOf(projectId), `${category} ${outcome} ${reason}`);
      bounds.least += least * quantity;
      bounds.most += most * quantity;
    }
  }

  function take(shipment: Shipment, isAcknowledged: boolean): void {
    const { projectId } = shipment;
    for (const event of shipment.events) {
      const known = events.get(event.id);
      if (known) known.isAcknowledged ||= isAcknowledged;
      else events.set(event.id, { ...event, projectId, isAcknowledged });
    }
    const bounds = boundsOf(eventBounds, projectId);
    if (isAcknowledged) bounds.least += shipment.events.length;
    bounds.most += shipment.events.length;
    count(projectId, shipment.others, isAcknowledged ? 1 : 0, 1);
  }

  return {
    acknowledged: (shipment) => {
      acknowledged += 1;
      take(shipment, true);
    },
    refused: (projectId, outcomes, ingestor) => {
      count(projectId, outcomes, 1, 1);
      const remembered = refusals.get(ingestor) ?? [];
      remembered.push({ at: Date.now(), projectId, outcomes });
      while (remembered[0]!.at < Date.now() - REMEMBERED_MS) remembered.shift();
      refusals.set(ingestor, remembered);
    },
    unsure: (shipment) => {
      unsure += 1;
      take(shipment, false);
    },
    tallyLost: (ingestor, sinceMs) => {
      const remembered = refusals.get(ingestor) ?? [];
      refusals.set(
        ingestor,
        remembered.filter(({ at }) => at < sinceMs),
      );
      for (const { at, projectId, outcomes } of remembered) if (at >= sinceMs) count(projectId, outcomes, -1, 0);
    },
    events: () => events,
    eventsIn: (projectId) => boundsOf(eventBounds, projectId),
    outcomesIn: outcomeBoundsOf,
    acknowledgedCount: () => acknowledged,
    unsureCount: () => unsure,
  };
}
