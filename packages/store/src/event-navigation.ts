import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { EventFilter } from './event-filter.ts';
import { findWalk, type IssueWalk, type Place, stepsQuery } from './issue-walk.ts';
import type { Scope } from './scope.ts';

/** The neighbours of an event in the order of arrival: ids as PostgreSQL prints them, null where there is none. */
export interface EventNavigation {
  first: string | null;
  previous: string | null;
  next: string | null;
  latest: string | null;
  /** How many events the filter means. */
  total: number;
  /** There may be more than `total`, which is as far as they were counted. */
  total_is_capped: boolean;
  /** Of the event among them, the first being 1; null where it is none of them, or too far from the latest to be counted. */
  position: number | null;
}

/** So far is counted: each event counted is a row read. */
const MOST_COUNTED = 1_000;

/**
 * The neighbours of an event among those of its issue that a filter means, whether it is one of them or not.
 * undefined where the issue is not visible.
 */
export async function navigateEvents(
  database: Database,
  scope: Scope,
  issueId: string,
  place: Place,
  filter?: EventFilter,
): Promise<EventNavigation | undefined> {
  const walk = await findWalk(database, scope, issueId, filter);
  if (!walk) return undefined;
  const one = (towards: 'newer' | 'older', beyond?: Place) =>
    sql`(${stepsQuery(sql`event.event_id`, walk, { towards, beyond, limit: 1 })})`;
  const total = walk.total === undefined ? countOf(walk) : sql`${walk.total}::bigint`;
  const { rows } = await sql<Neighbours>`
    select ${one('newer')} as first, ${one('older', place)} as previous, ${one('newer', place)} as next,
           ${one('older')} as latest, ${countOf(walk, place)} as newer,
           ${total} as counted, ${isMeant(walk, place)} as is_meant`.execute(database.kysely);
  const { newer, counted, is_meant, ...neighbours } = rows[0]!;
  const isCapped = walk.total === undefined && counted > MOST_COUNTED;
  const isNear = is_meant && !isCapped && !walk.mayGiveUp && newer <= MOST_COUNTED && counted > newer;
  return {
    ...neighbours,
    total: isCapped ? MOST_COUNTED : counted,
    total_is_capped: isCapped || walk.mayGiveUp,
    position: isNear ? counted - newer : null,
  };
}

interface Neighbours extends Pick<EventNavigation, 'first' | 'previous' | 'next' | 'latest'> {
  newer: number;
  counted: number;
  is_meant: boolean;
}

/** How many there are beyond a place, or at all, up to one more than is told. */
function countOf(walk: IssueWalk, beyond?: Place): RawBuilder<number> {
  const steps = stepsQuery(sql`1`, walk, { towards: 'newer', beyond, limit: MOST_COUNTED + 1 });
  return sql`(select count(*) from (${steps}) as step)`;
}

/** Whether the walk comes by this very event. */
function isMeant(
  { project_id, from, to, conditions }: IssueWalk,
  { received_at, event_id }: Place,
): RawBuilder<boolean> {
  const all = [
    sql`event.project_id = ${project_id}`,
    sql`event.event_id = ${event_id}`,
    sql`event.received_at = ${received_at}`,
    sql`event.received_at between ${from} and ${to}`,
    ...conditions,
  ];
  return sql`exists (select from event where ${sql.join(all, sql` and `)})`;
}
