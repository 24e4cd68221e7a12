-- Deleting a project or an issue hides it at once; what is in it is taken away afterwards, a bounded step at a time.

create table purge (
  id uuid primary key,
  project_id uuid not null,
  issue_id uuid,
  created_at timestamptz not null default now()
);
comment on table purge is 'Deleted projects and issues of which rows are still to be deleted.';
comment on column purge.issue_id is 'Null where the whole project was deleted';
