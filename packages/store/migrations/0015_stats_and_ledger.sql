-- Counts by environment, release and level over time, and where each event is.

-- No search reads across projects, and hours lead: a series reads a range of hours, of which each has few values.
create table dimension_hourly (
  project_id uuid not null references project on delete cascade,
  dimension text not null check (dimension in ('environment', 'release', 'level')),
  hour timestamptz not null,
  value text not null,
  event_count bigint not null,
  primary key (project_id, dimension, hour, value)
);
create index dimension_hourly_hour on dimension_hourly using brin (hour) with (autosummarize = on);
comment on table dimension_hourly is 'Events of a project by environment, release or level, for each hour of event time. Events that name none are in project_hourly alone.';
comment on column dimension_hourly.value is 'Empty for all values beyond the first 30 of an hour together, so that nobody fills the table with values';

with counted as (
  select event.project_id, dimension, date_bin('1 hour', occurred_at, timestamptz '1970-01-01 00:00+00') as hour,
         left(value, 250) as value, count(*) as event_count
  from event
  join project on project.id = event.project_id,
  lateral (values ('environment', environment), ('release', release), ('level', level)) as named (dimension, value)
  where value <> ''
  group by 1, 2, 3, 4
), ranked as (
  select counted.*, row_number() over (partition by project_id, dimension, hour order by event_count desc, value) as place
  from counted
)
insert into dimension_hourly (project_id, dimension, hour, value, event_count)
select project_id, dimension, hour, case when place <= 30 then value else '' end, sum(event_count)
from ranked group by 1, 2, 3, 4;

create table ledger_entry (
  project_id uuid not null references project on delete cascade,
  event_id uuid not null,
  received_at timestamptz not null,
  decided_at timestamptz not null,
  outcome text not null,
  reason text not null,
  error text,
  primary key (project_id, event_id)
);
create index ledger_entry_decided on ledger_entry using brin (decided_at) with (autosummarize = on);
comment on table ledger_entry is 'What became of events that were not stored, where their id is known: the latest fate of each. Kept for a week.';
comment on column ledger_entry.outcome is 'As in outcome_hourly, or dead_letter: given up, and may yet be stored when the letter is replayed';
comment on column ledger_entry.error is 'What failed, of dead letters';

create table ledger_hourly (
  project_id uuid not null references project on delete cascade,
  hour timestamptz not null,
  entry_count bigint not null,
  unnamed_count bigint not null,
  primary key (project_id, hour)
);
create index ledger_hourly_hour on ledger_hourly using brin (hour) with (autosummarize = on);
comment on table ledger_hourly is 'How many entries the ledger took for each hour, which is bounded, and how many refused events it has none of.';
comment on column ledger_hourly.unnamed_count is 'Refused events whose id was not known, or which were too many';

create table accepted_recent (
  project_id uuid not null references project on delete cascade,
  id uuid not null,
  accepted_at timestamptz not null,
  event_count integer not null,
  event_ids uuid[] not null,
  primary key (project_id, id)
);
-- Random bytes: PostgreSQL need not try to compress them.
alter table accepted_recent alter column event_ids set storage external;
create index accepted_recent_accepted on accepted_recent using brin (accepted_at) with (autosummarize = on);
comment on table accepted_recent is 'The ids that an ingestor handed to the queue within a second, for each project. Kept for an hour: an event is queued where it is here and neither stored nor refused.';
comment on column accepted_recent.id is 'UUIDv7, so that the newest come last';
comment on column accepted_recent.accepted_at is 'When the first of them was accepted';
