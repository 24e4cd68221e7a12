import type { Database } from '@railguard/store/database';
import type { EventFilter } from '@railguard/store/event-filter';
import { findIssueEvent, listIssueEvents, type StoredEvent } from '@railguard/store/events';
import type { Scope } from '@railguard/store/scope';
import { richestEvent } from './richest-event.ts';

/** Older events may be of code that has changed since. */
const WITHIN_MS = 7 * 86_400_000;
/** Each may have a mebibyte. */
const MOST_COMPARED = 25;

/** The event of an issue that tells most, among its latest that the filter means. undefined where there is none to see. */
export async function findRecommendedEvent(
  database: Database,
  scope: Scope,
  issueId: string,
  filter: EventFilter,
): Promise<StoredEvent | undefined> {
  const latest = await findIssueEvent(database, scope, issueId, 'latest', filter);
  if (!latest) return undefined;
  const since = latest.received_at.getTime() - WITHIN_MS;
  const from = new Date(Math.max(since, filter.from?.getTime() ?? since));
  const rows = await listIssueEvents(database, scope, issueId, { limit: MOST_COMPARED }, { ...filter, from });
  return richestEvent(rows ?? []) ?? latest;
}
