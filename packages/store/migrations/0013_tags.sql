-- Tags: everything that issues are searched, counted and told apart by, and the hashes that find events by them.

-- Rows of known values change their counts all the time, and nothing that is indexed: room for that on the same page.
alter table issue_tag set (fillfactor = 80);
comment on table issue_tag is 'How often an issue was seen with a tag: the first 200 values of each key, and at most 100 keys.';

create table issue_tag_left_out (
  issue_id uuid not null references issue on delete cascade,
  key text not null,
  event_count bigint not null,
  is_closed boolean not null default false,
  primary key (issue_id, key)
);
comment on table issue_tag_left_out is 'Events of an issue whose value of a tag is not in issue_tag, because there were too many of them.';
comment on column issue_tag_left_out.is_closed is 'Nearly every event has another value, so values are no longer looked at: the 200 first ones stay as they are until they are too old';

create table issue_tag_pending (
  id bigint generated always as identity primary key,
  tag_count integer not null,
  issue_ids uuid[] not null,
  keys text[] not null,
  tag_values text[] not null,
  event_counts integer[] not null,
  first_seen double precision[] not null,
  last_seen double precision[] not null
);
alter table issue_tag_pending
  alter column issue_ids set storage external, alter column keys set storage external, alter column tag_values set storage external,
  alter column event_counts set storage external, alter column first_seen set storage external,
  alter column last_seen set storage external;
comment on table issue_tag_pending is 'Tags of large batches, a row for each batch, until they are counted into issue_tag a second or so later: many batches at once, since most of them count the same tags.';
comment on column issue_tag_pending.tag_count is 'How long the arrays are, so that as many batches are counted at once as is good';
comment on column issue_tag_pending.issue_ids is 'One element for each tag of an issue in the batch; the other arrays are as long';
comment on column issue_tag_pending.first_seen is 'Milliseconds since 1970, as last_seen, since those cost a batch least to write';
comment on column issue_tag_pending.tag_values is 'Null where values of the key are no longer looked at';

create table project_tag (
  project_id uuid not null references project on delete cascade,
  key text not null,
  value text not null,
  issue_count bigint not null,
  event_count bigint not null,
  last_seen timestamptz not null,
  primary key (project_id, key, value)
) with (fillfactor = 80);
create index project_tag_gone on project_tag (project_id) where issue_count <= 0;
comment on table project_tag is 'What issue_tag says of all issues of a project together: the first 2,000 values of each key.';

create table project_tag_change (
  project_id uuid not null,
  key text not null,
  value text not null,
  issue_count bigint not null,
  event_count bigint not null,
  last_seen timestamptz not null
);
comment on table project_tag_change is 'What changed in issue_tag, until it is counted into project_tag. Only ever added to by those who change tags, so that none of them waits for another.';

-- Whatever changes tags (a batch, a merge, a deletion, their age), projects hear of it.
create function note_project_tags_added() returns trigger language plpgsql as $$
begin
  insert into project_tag_change (project_id, key, value, issue_count, event_count, last_seen)
  select project_id, key, value, count(*), sum(event_count), max(last_seen) from added group by 1, 2, 3;
  return null;
end $$;
create trigger issue_tag_added after insert on issue_tag referencing new table as added
  for each statement execute function note_project_tags_added();

create function note_project_tags_changed() returns trigger language plpgsql as $$
begin
  insert into project_tag_change (project_id, key, value, issue_count, event_count, last_seen)
  select project_id, key, value, sum(issues), sum(event_count), max(last_seen)
  from (
    select project_id, key, value, 1 as issues, event_count, last_seen from after
    union all
    select project_id, key, value, -1, -event_count, last_seen from before
  ) as difference
  group by 1, 2, 3;
  return null;
end $$;
create trigger issue_tag_changed after update on issue_tag referencing old table as before new table as after
  for each statement execute function note_project_tags_changed();

create function note_project_tags_removed() returns trigger language plpgsql as $$
begin
  insert into project_tag_change (project_id, key, value, issue_count, event_count, last_seen)
  select project_id, key, value, -count(*), -sum(event_count), max(last_seen) from removed group by 1, 2, 3;
  return null;
end $$;
create trigger issue_tag_removed after delete on issue_tag referencing old table as removed
  for each statement execute function note_project_tags_removed();

insert into project_tag (project_id, key, value, issue_count, event_count, last_seen)
select project_id, key, value, issue_count, event_count, last_seen
from (
  select project_id, key, value, count(*) as issue_count, sum(event_count) as event_count,
         max(last_seen) as last_seen, row_number() over (partition by project_id, key order by max(last_seen) desc) as place
  from issue_tag join project on project.id = project_id group by 1, 2, 3
) as counted
where place <= 2000;

alter table event add column tag_hashes bigint[];
comment on column event.tag_hashes is 'A hash of each tag, key and value together, by which the events of one issue are searched; null for those stored before there were any';
