-- Events on plain PostgreSQL: native partitions by day of receipt, made ahead and dropped by the layout.

create table event (
  project_id uuid not null,
  event_id uuid not null,
  received_at timestamptz not null,
  issue_id uuid not null,
  occurred_at timestamptz not null,
  level text not null,
  environment text,
  release text,
  payload bytea not null,
  primary key (project_id, event_id, received_at)
) partition by range (received_at);
create index event_issue on event (issue_id, received_at desc, event_id desc);
alter table event alter column payload set storage external;
comment on table event is 'Every stored event: what SQL searches as columns, the whole of it as compressed bytes.';
comment on column event.received_at is 'Set once by the ingestor; partitions, retention and order go by it';
comment on column event.occurred_at is 'The event''s timestamp, clamped to what is believable';
comment on column event.payload is 'The canonical event as JSON, zstd; compressed already, so PostgreSQL does not try again';
