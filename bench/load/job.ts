import type { Latency } from './histogram.ts';
import type { Endpoint, Payload } from './request-template.ts';

/** What a generator is told to do. */
export interface LoadJob {
  endpoint: Endpoint;
  payload: Payload;
  connections: number;
  plan: LoadPlan;
}

export type LoadPlan =
  /** As fast as answers come, for a time. */
  | { kind: 'burst'; seconds: number }
  /** As fast as answers come, so many requests. */
  | { kind: 'count'; requests: number }
  /** At a fixed rate, whatever the answers do; latency counts from when a request was due, not from when it left. */
  | { kind: 'paced'; perSecond: number; seconds: number };

/** What came of it. */
export interface LoadResult {
  /** Answered with 2xx. */
  accepted: number;
  /** How often each other status came. */
  refused: Record<string, number>;
  /** Requests whose connection broke. */
  broken: number;
  seconds: number;
  acceptedPerSecond: number;
  latency: Latency;
}
