-- What a project's people decide about its events, what its keys are used for, which environments it has, and how far
-- the deletion of projects has come.

alter table project
  add column settings jsonb not null default '{}',
  add column retention_days integer check (retention_days > 0),
  add column expired_before timestamptz;
comment on column project.settings is 'scrub, grouping and filters, as packages/protocol/src/project-settings.ts has them; what is absent is the default';
comment on column project.retention_days is 'Null: as long as the installation keeps events';
comment on column project.expired_before is 'Where the project keeps events for a shorter time: what was received before was deleted for its age';
create index project_retention on project (id) where retention_days is not null;

-- Workers cache settings; whatever writes them, they hear of it at once.
create function notify_project_settings_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('project_settings_changed', new.id::text);
  return null;
end $$;
create trigger project_settings_changed after update of settings, retention_days on project
  for each row execute function notify_project_settings_changed();

alter table project_key
  add column quota_per_day bigint check (quota_per_day > 0),
  add column quota_day date,
  add column quota_used bigint not null default 0,
  add column last_used_at timestamptz;
comment on column project_key.quota_per_day is 'Items a UTC day that this key may send; null means no limit';
comment on column project_key.quota_day is 'The UTC day that quota_used was counted on';
comment on column project_key.quota_used is 'Items taken on that day, added to by every ingestor about once a second';
comment on column project_key.last_used_at is 'To about a minute';

-- What ingestors write themselves must not make all of them forget the key.
drop trigger project_key_changed on project_key;
create trigger project_key_changed
  after insert or delete or update of public_key, project_id, rate_limit_per_minute, quota_per_day, revoked_at on project_key
  for each row execute function notify_project_key_changed();

create table project_environment (
  project_id uuid not null references project on delete cascade,
  name text not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  is_hidden boolean not null default false,
  primary key (project_id, name)
);
comment on table project_environment is 'The environments that events of a project named, the first 200 of them.';
comment on column project_environment.last_seen is 'To about ten minutes';
comment on column project_environment.is_hidden is 'Left out where people choose among environments';

create table project_deletion (
  id uuid primary key,
  organization_id uuid not null references organization on delete cascade,
  project_id uuid not null unique,
  project_slug text not null,
  project_name text not null,
  events_at_start bigint not null,
  rows_deleted bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index project_deletion_organization on project_deletion (organization_id, id desc);
comment on table project_deletion is 'How far the deletion of a project has come; kept for a day after its end. The work itself is in purge.';
comment on column project_deletion.project_id is 'Of a row that goes while this one stays';
comment on column project_deletion.events_at_start is 'By the hourly counts, so about';
insert into project_deletion (id, organization_id, project_id, project_slug, project_name, events_at_start, started_at)
select purge.id, organization_id, project.id, slug, name, 0, purge.created_at
from purge join project on project.id = purge.project_id where issue_id is null
on conflict do nothing;

-- Workers begin to delete at once.
create function notify_purge_added() returns trigger language plpgsql as $$
begin
  perform pg_notify('purge_added', '');
  return null;
end $$;
create trigger purge_added after insert on purge for each statement execute function notify_purge_added();
