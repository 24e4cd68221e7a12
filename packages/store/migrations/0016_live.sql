-- The stream of live messages: what a reconnecting reader missed can be told exactly, and projects know their first event.

-- Rows leave within the hour by themselves; held by a foreign key, each would cost the batch a look at its project.
alter table live_message drop constraint live_message_project_id_fkey;
drop index live_message_project;
alter table live_message
  add column is_truncated boolean not null default false,
  add column reason text,
  add column xid xid8 not null default pg_current_xact_id(),
  add column horizon xid8 not null default pg_snapshot_xmin(pg_current_snapshot());
create index live_message_replay on live_message (project_id, xid);
comment on column live_message.is_truncated is 'More issues changed than are named';
comment on column live_message.reason is 'Of ingest.rejected: why, as outcomes have it';
comment on column live_message.xid is 'The transaction that wrote it';
comment on column live_message.horizon is 'Every transaction before this one had ended when it was written: who heard this row has missed at most rows whose xid is not below it';

alter table project add column first_event_at timestamptz;
comment on column project.first_event_at is 'When its first event was received; null until then';
update project set first_event_at = seen.at
  from (select project_id, min(first_received_at) as at from issue where event_count > 0 group by project_id) as seen
  where seen.project_id = project.id;
