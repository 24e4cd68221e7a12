/** Of an issue and key. Who sends a new release with every event must not fill the table. */
export const MAX_VALUES = 200;
/** Of an issue. Neither must who invents keys. */
export const MAX_KEYS = 100;

/** Of so many events whose value found no room, nearly all must have had a value that is not known, to close a key. */
const CLOSE_AT = 400;
const KNOWN_SHARE = 0.1;

/**
 * SQL that adds `counted`, a query for `(issue_id, project_id, key, value, event_count, first_seen, last_seen)` with each
 * tag of an issue once, to `issue_tag`. What finds no room there, and what has no value because its key is closed, is
 * counted in `issue_tag_left_out`.
 *
 *     open ─► full (200 values; known ones are still counted) ─► closed (nearly every event had another one)
 *
 * Values that are known are looked up one by one; how many there are is asked for new ones only. Lateral with a limit,
 * so that the planner never thinks of reading the whole table. Windows in place of joins, since it takes thousands of
 * rows for ten and would compare each with each. In the order of the key: two that add the same tags wait for one
 * another in one direction only.
 */
export const addTags = (counted: string) => `
  with counted as materialized (${counted}),
  looked_up as materialized (
    select counted.*, coalesce(stored.known, false) as known
    from counted left join lateral (
      select true as known from issue_tag
      where issue_tag.issue_id = counted.issue_id and issue_tag.key = counted.key and issue_tag.value = counted.value
      limit 1
    ) as stored on true
    where counted.value is not null
  ),
  placed as (
    select looked_up.*,
           count(*) filter (where not known) over (partition by issue_id, key order by value) as place,
           sum(event_count) over (partition by issue_id, key) as all_events,
           sum(event_count) filter (where known) over (partition by issue_id, key) as known_events
    from looked_up
  ),
  sized as (
    select placed.*, max(case when place = 1 and not known then (
      select count(*) from issue_tag where issue_tag.issue_id = placed.issue_id and issue_tag.key = placed.key
    ) end) over (partition by issue_id, key) as value_count
    from placed
  ),
  ranked as (
    select sized.*, count(*) filter (where place = 1 and not known and value_count = 0)
      over (partition by issue_id order by key, value) as new_key
    from sized
  ),
  keyed as (
    select ranked.*, max(case when new_key = 1 and place = 1 and not known and value_count = 0 then (${KEY_COUNT}) end)
      over (partition by issue_id) as key_count
    from ranked
  ),
  judged as materialized (
    select keyed.*, known or place <= ${MAX_VALUES} - value_count as has_room
    from keyed where known or value_count > 0 or new_key <= ${MAX_KEYS} - key_count
  ),
  left_out as (
    insert into issue_tag_left_out (issue_id, key, event_count, is_closed)
    select issue_id, key, sum(event_count), bool_or(is_strange) and sum(event_count) + coalesce((
      select event_count from issue_tag_left_out as before
      where before.issue_id = without_room.issue_id and before.key = without_room.key
    ), 0) >= ${CLOSE_AT} from (
      select issue_id, key, event_count, coalesce(known_events, 0) < ${KNOWN_SHARE} * all_events as is_strange
      from judged where not has_room
      union all
      select issue_id, key, event_count, false
      from counted where value is null
    ) as without_room
    group by issue_id, key order by issue_id, key
    on conflict (issue_id, key) do update set
      event_count = issue_tag_left_out.event_count + excluded.event_count,
      is_closed = issue_tag_left_out.is_closed or excluded.is_closed
  )
  insert into issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen)
  select issue_id, project_id, key, value, event_count, first_seen, last_seen from judged where has_room
  order by issue_id, key, value
  on conflict (issue_id, key, value) do update set
    event_count = issue_tag.event_count + excluded.event_count,
    first_seen = least(issue_tag.first_seen, excluded.first_seen),
    last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`;

/** From key to key along the index, since a key may have two hundred values. */
const KEY_COUNT = `
  with recursive key as (
    select (select min(issue_tag.key) from issue_tag where issue_tag.issue_id = ranked.issue_id) as name
    union all
    select (select min(issue_tag.key) from issue_tag
            where issue_tag.issue_id = ranked.issue_id and issue_tag.key > key.name)
    from key where key.name is not null
  )
  select count(name) from key`;
