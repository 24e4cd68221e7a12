/** Of a project and key. */
export const MAX_PROJECT_VALUES = 2_000;

/**
 * Counts some changes into `project_tag`; answers how many. Nobody else writes that table. Values without room are not
 * in it, so their later changes find nothing to change.
 */
export const FOLD_PROJECT_TAGS = `
  with taken as (
    delete from project_tag_change
    where ctid = any(array(select ctid from project_tag_change limit $1))
    returning *
  ),
  changed as materialized (
    select project_id, key, value, sum(issue_count) as issue_count, sum(event_count) as event_count,
           max(last_seen) as last_seen
    from taken where exists (select from project where project.id = taken.project_id)
    group by project_id, key, value
  ),
  looked_up as materialized (
    select changed.*, stored.known
    from changed left join lateral (
      select true as known from project_tag
      where project_tag.project_id = changed.project_id and project_tag.key = changed.key
        and project_tag.value = changed.value
      limit 1
    ) as stored on true
  ),
  fresh as (
    select looked_up.*, row_number() over (partition by project_id, key order by last_seen desc) as place
    from looked_up where known is null and issue_count > 0
  ),
  sized as (
    select fresh.*, max(case when place = 1 then (
      select count(*) from project_tag where project_tag.project_id = fresh.project_id and project_tag.key = fresh.key
    ) end) over (partition by project_id, key) as value_count
    from fresh
  ),
  kept as (
    select project_id, key, value, issue_count, event_count, last_seen from looked_up where known
    union all
    select project_id, key, value, issue_count, event_count, last_seen from sized
    where place <= ${MAX_PROJECT_VALUES} - value_count
  ),
  written as (
    insert into project_tag (project_id, key, value, issue_count, event_count, last_seen)
    select project_id, key, value, issue_count, event_count, last_seen from kept
    on conflict (project_id, key, value) do update set
      issue_count = project_tag.issue_count + excluded.issue_count,
      event_count = project_tag.event_count + excluded.event_count,
      last_seen = greatest(project_tag.last_seen, excluded.last_seen)
  )
  select count(*)::int as count from taken`;
