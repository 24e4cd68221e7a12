import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { transaction } from '../transaction.ts';
import { addTags } from './add-tags.ts';
import { FOLD_PROJECT_TAGS } from './fold-project-tags.ts';

/** What is counted within a second or so: batches of few issues by the dozen, one at least whatever its size. */
const TAGS_AT_ONCE = 60_000;
const BATCHES_AT_ONCE = 40;
const CHANGES_AT_ONCE = 20_000;
/** Any number that nobody else takes. */
const LOCK = 7_210_013;

/**
 * Counts what was noted down: tags of large batches into `issue_tag`, and what changed there into `project_tag`.
 * One step; answers whether there may be more to do. Call it every second or so, from any number of processes: one of
 * them works, for the others there is nothing to do. What fails or is interrupted is done by the next.
 *
 *     issue_tag_pending ─► issue_tag ─► project_tag_change ─► project_tag
 */
export async function foldTags(database: Database): Promise<boolean> {
  return transaction(database, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
    if (!rows[0]?.mine) return false;
    // What is sorted and joined here takes some megabytes, and would be written to disk and read again.
    await client.query("set local work_mem = '32MB'");
    const batches = await client.query<{ id: string; is_some: boolean }>(TAKE, [BATCHES_AT_ONCE, TAGS_AT_ONCE]);
    const ids = batches.rows.filter(({ is_some }) => is_some).map(({ id }) => id);
    if (ids.length > 0) {
      await client.query(FOLD_ISSUE_TAGS, [ids]);
      await client.query('delete from issue_tag_pending where id = any($1::bigint[])', [ids]);
    }
    const changes = await client.query(FOLD_PROJECT_TAGS, [CHANGES_AT_ONCE]);
    await client.query('delete from project_tag where issue_count <= 0');
    return (
      ids.length < batches.rows.length || ids.length === BATCHES_AT_ONCE || changes.rows[0].count === CHANGES_AT_ONCE
    );
  });
}

const TAKE = `
  select id::text, place = 1 or total <= $2 as is_some from (
    select id, row_number() over (order by id) as place, sum(tag_count) over (order by id) as total
    from issue_tag_pending order by id limit $1
  ) as oldest`;

/** Issues that are gone take their tags along; those that stay are held, so that they are not deleted meanwhile. */
const FOLD_ISSUE_TAGS = prepared(
  'fold issue tags',
  addTags(`
    with noted as materialized (
      select tag.* from issue_tag_pending
      cross join lateral unnest(issue_ids, keys, tag_values, event_counts, first_seen, last_seen)
        as tag (issue_id, key, value, event_count, first_seen, last_seen)
      where id = any($1::bigint[])
    ), held as materialized (
      select id, project_id from issue where id = any(array(select distinct issue_id from noted)) order by id
      for key share
    )
    select issue_id, project_id, key, value, sum(event_count)::bigint as event_count,
           to_timestamp(min(first_seen) / 1000) as first_seen, to_timestamp(max(last_seen) / 1000) as last_seen
    from noted join held on held.id = noted.issue_id group by issue_id, project_id, key, value`),
);
