import type { Occasion } from '@railguard/protocol/alert-rule';
import type { Queryable } from '../database.ts';

/** Something that was worth telling, whether or not it was told. */
export interface PastOccasion {
  at: Date;
  occasion: Occasion;
  /** Null of a digest. */
  issue_id: string | null;
  event_id: string | null;
}

/** The latest of a project since a time: workers note them down whatever the rules are. */
export async function readPastOccasions(
  queryable: Queryable,
  projectId: string,
  { from, occasions, limit }: { from: Date; occasions: Occasion[]; limit: number },
): Promise<PastOccasion[]> {
  const { rows } = await queryable.query<PastOccasion>(
    `select created_at as at, occasion, issue_id, event_id from notification
     where project_id = $1 and rule_id is null and occasion = any($2::text[]) and created_at >= $3
     order by created_at desc limit $4`,
    [projectId, occasions, from, limit],
  );
  return rows;
}

export interface PastEvent {
  at: Date;
  issue_id: string;
  event_id: string;
  /** For `decodePayload`; only where it is asked for. */
  payload?: Buffer;
}

/** Events of a project since a time, the latest `limit` of them, in the order in which they were received. */
export async function readPastEvents(
  queryable: Queryable,
  projectId: string,
  { from, limit, whole }: { from: Date; limit: number; whole: boolean },
): Promise<PastEvent[]> {
  const { rows } = await queryable.query<PastEvent>(
    `select event.received_at as at, coalesce(issue.merged_into_id, issue.id) as issue_id, event.event_id
            ${whole ? ', event.payload' : ''}
     from event join issue on issue.id = event.issue_id
     where event.project_id = $1 and event.received_at >= $2 order by event.received_at desc limit $3`,
    [projectId, from, limit],
  );
  return rows.reverse();
}

/** Events of each issue of a project by hour, since a time: the earliest hour first. */
export async function readPastHours(
  queryable: Queryable,
  projectId: string,
  { from, limit }: { from: Date; limit: number },
): Promise<{ issue_id: string; hour: Date; events: number; first_seen: Date }[]> {
  const { rows } = await queryable.query<{ issue_id: string; hour: Date; events: number; first_seen: Date }>(
    `select coalesce(issue.merged_into_id, issue.id) as issue_id, hour, sum(issue_hourly.event_count)::float as events,
            min(issue.first_seen) as first_seen
     from issue join issue_hourly on issue_hourly.issue_id = issue.id
     where issue.project_id = $1 and issue.last_seen >= $2 and hour >= $2
     group by 1, 2 order by 2 limit $3`,
    [projectId, from, limit],
  );
  return rows;
}
