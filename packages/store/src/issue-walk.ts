import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type EventFilter, filterConditionsOf } from './event-filter.ts';
import { type Scope, seesProject } from './scope.ts';

/** The events of an issue that a filter means, in the order of their arrival. */
export interface IssueWalk {
  project_id: string;
  /** The issue, and those merged into it. */
  ids: string[];
  /** When its events were received, both inclusive: partitions outside of it are never looked at. */
  from: Date;
  to: Date;
  conditions: RawBuilder<boolean>[];
  /** How many there are, of those ever stored; undefined where a filter leaves some out. */
  total: number | undefined;
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
    .select(['issue.id', 'issue.project_id', 'event_count', 'first_received_at', 'last_received_at'])
    .where('issue.id', '=', issueId)
    .where('issue.event_count', '>', 0)
    .where(seesProject(scope))
    .where('project.deleted_at', 'is', null)
    .executeTakeFirst();
  if (!bounds) return undefined;
  const { first_received_at, last_received_at, event_count } = bounds;
  const isFiltered = Object.values(filter).some((wanted) => wanted !== undefined);
  return {
    project_id: bounds.project_id,
    ids: [bounds.id],
    from: filter.from && filter.from > first_received_at ? filter.from : first_received_at,
    to: filter.to && filter.to <= last_received_at ? new Date(filter.to.getTime() - 1) : last_received_at,
    conditions: filterConditionsOf(filter),
    total: isFiltered ? undefined : event_count,
  };
}

/**
 * A short walk along the index of an issue's events, for each issue of the walk one, merged.
 * @param columns of `event`, to be selected; among them `received_at` and `event_id`, unless it is one alone
 */
export function stepsQuery<Row>(
  columns: RawBuilder<unknown>,
  { project_id, ids, from, to, conditions }: IssueWalk,
  { towards, beyond, limit }: Steps,
): RawBuilder<Row> {
  const isNewer = towards === 'newer';
  const least = isNewer && beyond && beyond.received_at > from ? beyond.received_at : from;
  const most = !isNewer && beyond && beyond.received_at < to ? beyond.received_at : to;
  const sign = isNewer ? sql`>` : sql`<`;
  const all = [
    sql`event.project_id = ${project_id}`,
    sql`event.issue_id = member.id`,
    sql`event.received_at between ${least} and ${most}`,
    ...(beyond ? [sql`(event.received_at, event.event_id) ${sign} (${beyond.received_at}, ${beyond.event_id})`] : []),
    ...conditions,
  ];
  const order = isNewer ? sql`received_at, event_id` : sql`received_at desc, event_id desc`;
  return sql<Row>`
    select ${columns} from unnest(${ids}::uuid[]) as member (id)
    cross join lateral (
      select * from event where ${sql.join(all, sql` and `)} order by ${order} limit ${limit}
    ) as event
    order by ${order} limit ${limit}`;
}
