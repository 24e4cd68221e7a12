-- Deleting a project or an issue hides its events at once and takes them away afterwards, a bounded step at a time.

create table event_purge (
  id uuid primary key,
  project_id uuid not null,
  issue_id uuid,
  created_at timestamptz not null default now()
);
comment on table event_purge is 'Deleted projects and issues whose events are still to be deleted.';
comment on column event_purge.issue_id is 'Null where the whole project was deleted';
