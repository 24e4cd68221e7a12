-- Events on TimescaleDB: a hypertable with a chunk for each day of receipt, compressed and dropped by the layout.
-- docs/adr/0006-timescaledb-behind-the-layout.md says why a day, and why this order of compressed rows.

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
);
select create_hypertable('event', by_range('received_at', interval '1 day'), create_default_indexes => false);
create index event_issue on event (issue_id, received_at desc, event_id desc);
alter table event alter column payload set storage external;
comment on table event is 'Every stored event: what SQL searches as columns, the whole of it as compressed bytes.';
comment on column event.received_at is 'Set once by the ingestor; partitions, retention and order go by it';
comment on column event.occurred_at is 'The event''s timestamp, clamped to what is believable';
comment on column event.payload is 'The canonical event as JSON, zstd; compressed already, so PostgreSQL does not try again';

-- Builds under the Apache licence have no columnstore; days stay as they are there.
do $$ begin
  if current_setting('timescaledb.license') = 'timescale' then
    alter table event set (
      timescaledb.enable_columnstore,
      timescaledb.segmentby = 'project_id',
      timescaledb.orderby = 'issue_id, received_at desc'
    );
  end if;
end $$;
