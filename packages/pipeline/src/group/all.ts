import type { Event } from '@railguard/protocol/event';
import type { Grouping } from '@railguard/protocol/processed';
import { groupV1 } from './v1/group.ts';

/**
 * Every released grouping algorithm by name. A released one is never edited, because that would split every issue it
 * made: a change is a new folder and a line here.
 */
const GROUPING_VERSIONS = { v1: groupV1 } as const satisfies Record<string, (event: Event) => Grouping>;

/** Groups an event by the algorithm in use. */
export const group = GROUPING_VERSIONS.v1;
