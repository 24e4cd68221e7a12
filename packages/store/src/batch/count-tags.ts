import { float8Array, intArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import { addTags } from '../tags/add-tags.ts';
import type { IssueEvents } from './issue-change.ts';
import type { StoredTag, TagBook } from './tag-book.ts';

/**
 * More rows than this are only noted down and counted in the next second, together with those of the batches after it:
 * 400 events of 50 issues have 2,000 tags, mostly the same ones as the batch before.
 */
const MOST_AT_ONCE = 400;

interface TagCount {
  issueId: string;
  projectId: string;
  key: string;
  /** undefined where values of the key are no longer looked at. */
  value: string | undefined;
  events: number;
  firstSeen: number;
  lastSeen: number;
}

/** Counts the tags that newly stored events were seen with, or notes them down to be counted. Under the issues' locks. */
export async function countTags(client: pg.PoolClient, changes: IssueEvents[], tagsOf: TagBook): Promise<void> {
  const counts = changes.flatMap((change) => tagCounts(change, tagsOf));
  if (counts.length === 0) return;
  const issueIds = uuidArray(counts.map(({ issueId }) => issueId));
  const keys = textArray(counts.map(({ key }) => key));
  const values = textArray(counts.map(({ value }) => value));
  const events = intArray(counts.map((count) => count.events));
  const firstSeen = float8Array(counts.map((count) => count.firstSeen));
  const lastSeen = float8Array(counts.map((count) => count.lastSeen));
  const columns = [issueIds, keys, values, events, firstSeen, lastSeen];
  if (counts.length > MOST_AT_ONCE) await client.query(NOTE_DOWN, columns);
  else await client.query(COUNT, [...columns, uuidArray(counts.map(({ projectId }) => projectId))]);
}

function tagCounts({ issue, events }: IssueEvents, tagsOf: TagBook): TagCount[] {
  const closed = new Set(issue.closed_tags);
  const counts = new Map<StoredTag | string, TagCount>();
  for (const { processed, occurredAt } of events) {
    for (const tag of tagsOf(processed)) {
      const isClosed = closed.has(tag.key);
      const counted = isClosed ? tag.key : tag;
      const count = counts.get(counted);
      if (count) {
        count.events++;
        count.firstSeen = Math.min(count.firstSeen, occurredAt);
        count.lastSeen = Math.max(count.lastSeen, occurredAt);
        continue;
      }
      counts.set(counted, {
        issueId: issue.id,
        projectId: issue.project_id,
        key: tag.key,
        value: isClosed ? undefined : tag.value,
        events: 1,
        firstSeen: occurredAt,
        lastSeen: occurredAt,
      });
    }
  }
  return [...counts.values()];
}

const COUNT = prepared(
  'count tags',
  addTags(`
    select issue_id, project_id, key, value, event_count::bigint, to_timestamp(first_seen / 1000) as first_seen,
           to_timestamp(last_seen / 1000) as last_seen
    from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::double precision[], $6::double precision[],
                $7::uuid[])
      as counted (issue_id, key, value, event_count, first_seen, last_seen, project_id)`),
);

const NOTE_DOWN = prepared(
  'note tags down',
  `
  insert into issue_tag_pending (tag_count, issue_ids, keys, tag_values, event_counts, first_seen, last_seen)
  values (cardinality($1::uuid[]), $1::uuid[], $2::text[], $3::text[], $4::integer[], $5::double precision[],
          $6::double precision[])`,
);
