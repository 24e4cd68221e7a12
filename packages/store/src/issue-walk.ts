import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type EventFilter, filterConditionsOf } from './event-filter.ts';
import { memberIds, shownAs } from './issue-members.ts';
import { type Scope, seesProject } from './scope.ts';

/** The events of an issue that a filter means, in the order of their arrival. */
export interface IssueWalk {
  /** Of the issue; where a merged one was asked for, of the one it was merged into. */
  id: string;
  project_id: string;
  /** The issue, and those merged into it. */
  ids: string[];
  /** When its events were received, both inclusive: partitions outside of it are never looked at. */
  from: Date;
  to: Date;
  conditions: RawBuilder<boolean>[];
  /** How many there are, of those ever stored; undefined where a filter leaves some out. */
  total: number | undefined;
  /** The conditions may be true of events that a search does not come to. */
  mayGiveUp: boolean;
}

/** Where an event stands in that order; `event_id` in either form. */
export interface Place {
  received_at: Date;
  event_id: string;
}

interface Steps {
  /** `newer`: the oldest first, `older`: the newest first. */
  towards: 'newer' | 'older';
  /** Begins beyond this one. */
  beyond?: Place;
  limit: number;
}

/**
 * So many events of an issue a search looks at before it gives up: nothing of what it asks is indexed, and each is a row
 * to be read.
 */
const MOST_SEARCHED = 20_000;

/** undefined where the issue is not visible, or has no events. */
export async function findWalk(
  database: Database,
  scope: Scope,
  issueId: string,
  filter: EventFilter = {},
): Promise<IssueWalk | undefined> {
  const bounds = await database.kysely
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .innerJoin('membership', 'membership.organization_id', 'project.organization_id')
    .select(['issue.id', 'issue.project_id', 'member_count', 'event_count', 'first_received_at', 'last_received_at'])
    .where('issue.id', '=', shownAs(issueId))
    .where('issue.event_count', '>', 0)
    .where(seesProject(scope))
    .where('project.deleted_at', 'is', null)
    .executeTakeFirst();
  if (!bounds) return undefined;
  const { first_received_at, last_received_at, event_count } = bounds;
  const conditions = filterConditionsOf(filter);
  const isFiltered = conditions.length > 0 || filter.from !== undefined || filter.to !== undefined;
  return {
    id: bounds.id,
    project_id: bounds.project_id,
    ids: await memberIds(database.kysely, bounds),
    from: filter.from && filter.from > first_received_at ? filter.from : first_received_at,
    to: filter.to && filter.to <= last_received_at ? new Date(filter.to.getTime() - 1) : last_received_at,
    conditions,
    total: isFiltered ? undefined : event_count,
    mayGiveUp: conditions.length > 0 && event_count > MOST_SEARCHED,
  };
}

/**
 * A short walk along the index of an issue's events, for each issue of the walk one, merged.
 * @param columns of `event`, to be selected
 */
export function stepsQuery<Row>(
  columns: RawBuilder<unknown>,
  walk: IssueWalk,
  { towards, beyond, limit }: Steps,
): RawBuilder<Row> {
  const order = orderOf(towards);
  const isSearch = walk.conditions.length > 0;
  const all = sql`
    select * from event where ${within(walk, towards, beyond)}
    order by ${order} limit ${isSearch ? MOST_SEARCHED : limit}`;
  const meant = sql`
    select * from (${all}) as event where ${sql.join(walk.conditions, sql` and `)} order by ${order} limit ${limit}`;
  return sql<Row>`
    select ${columns} from unnest(${walk.ids}::uuid[]) as member (id)
    cross join lateral (${isSearch ? meant : all}) as event
    order by ${order} limit ${limit}`;
}

/** How far a search towards older events looked before it gave up; no row where it looked at all of them. */
export function horizonQuery(walk: IssueWalk, beyond?: Place): RawBuilder<Place> {
  const order = orderOf('older');
  return sql<Place>`
    select event.received_at, event.event_id from unnest(${walk.ids}::uuid[]) as member (id)
    cross join lateral (
      select received_at, event_id from event where ${within(walk, 'older', beyond)}
      order by ${order} offset ${MOST_SEARCHED - 1} limit 1
    ) as event
    order by ${order} limit 1`;
}

function orderOf(towards: Steps['towards']): RawBuilder<unknown> {
  return towards === 'newer' ? sql`received_at, event_id` : sql`received_at desc, event_id desc`;
}

/** Beyond a place, and within the times of the walk: of one member. */
function within({ project_id, from, to }: IssueWalk, towards: Steps['towards'], beyond?: Place): RawBuilder<unknown> {
  const isNewer = towards === 'newer';
  const least = isNewer && beyond && beyond.received_at > from ? beyond.received_at : from;
  const most = !isNewer && beyond && beyond.received_at < to ? beyond.received_at : to;
  const sign = isNewer ? sql`>` : sql`<`;
  const all = [
    sql`event.project_id = ${project_id}`,
    sql`event.issue_id = member.id`,
    sql`event.received_at between ${least} and ${most}`,
    ...(beyond ? [sql`(event.received_at, event.event_id) ${sign} (${beyond.received_at}, ${beyond.event_id})`] : []),
  ];
  return sql.join(all, sql` and `);
}
