import { int8Array, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import { addTags } from '../tags/add-tags.ts';
import type { IssueChange } from './issue-change.ts';
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
  value: string;
  events: number;
  firstSeen: number;
  lastSeen: number;
}

/** Counts the tags that newly stored events were seen with, or notes them down to be counted. Under the issues' locks. */
export async function countTags(client: pg.PoolClient, changes: IssueChange[], tagsOf: TagBook): Promise<void> {
  const counts = changes.flatMap((change) => tagCounts(change, tagsOf));
  if (counts.length === 0) return;
  await client.query(counts.length > MOST_AT_ONCE ? NOTE_DOWN : COUNT, [
    uuidArray(counts.map(({ issueId }) => issueId)),
    uuidArray(counts.map(({ projectId }) => projectId)),
    textArray(counts.map(({ key }) => key)),
    textArray(counts.map(({ value }) => value)),
    int8Array(counts.map(({ events }) => events)),
    timestamptzArray(counts.map(({ firstSeen }) => firstSeen)),
    timestamptzArray(counts.map(({ lastSeen }) => lastSeen)),
  ]);
}

function tagCounts({ issue, events }: IssueChange, tagsOf: TagBook): TagCount[] {
  const counts = new Map<StoredTag, TagCount>();
  for (const { processed, occurredAt } of events) {
    for (const tag of tagsOf(processed)) {
      const count = counts.get(tag);
      if (count) {
        count.events++;
        count.firstSeen = Math.min(count.firstSeen, occurredAt);
        count.lastSeen = Math.max(count.lastSeen, occurredAt);
        continue;
      }
      counts.set(tag, {
        issueId: issue.id,
        projectId: issue.project_id,
        key: tag.key,
        value: tag.value,
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
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
                         $7::timestamptz[])
      as counted (issue_id, project_id, key, value, event_count, first_seen, last_seen)`),
);

const NOTE_DOWN = prepared(
  'note tags down',
  `
  insert into issue_tag_pending (issue_ids, project_ids, keys, tag_values, event_counts, first_seen, last_seen)
  values ($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::timestamptz[])`,
);
