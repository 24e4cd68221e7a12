import type { Level } from '@railguard/protocol/event';
import { type RawBuilder, sql } from 'kysely';

/** Which events of an issue are meant. */
export interface EventFilter {
  /** Any of them. */
  levels?: Level[];
  environment?: string;
  release?: string;
  /** Received then or later. */
  from?: Date;
  /** Received before then. */
  to?: Date;
}

/** The conditions on `event` that a filter means, save for its times, which bound where events are looked for. */
export function filterConditionsOf({ levels, environment, release }: EventFilter): RawBuilder<boolean>[] {
  return [
    ...(levels ? [sql<boolean>`event.level = any(${levels}::text[])`] : []),
    ...(environment === undefined ? [] : [sql<boolean>`event.environment = ${environment}`]),
    ...(release === undefined ? [] : [sql<boolean>`event.release = ${release}`]),
  ];
}
