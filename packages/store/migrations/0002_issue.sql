-- Issues: what many events have in common, and what is counted about them.

create table issue (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  number bigint not null,
  grouping_hash text not null,
  grouping_algorithm text not null,
  grouping_explanation jsonb not null,
  title text not null,
  culprit text not null default '',
  type text not null default 'error',
  level text not null check (level in ('fatal', 'error', 'warning', 'info', 'debug')),
  platform text not null default 'other',
  status text not null default 'unresolved' check (status in ('unresolved', 'resolved', 'ignored')),
  handled boolean not null default true,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  first_received_at timestamptz not null,
  last_received_at timestamptz not null,
  event_count bigint not null default 0,
  user_count bigint not null default 0,
  user_hash_ceiling bigint,
  assignee_id uuid references user_account on delete set null,
  resolved_at timestamptz,
  regressed_at timestamptz,
  regression_count integer not null default 0,
  created_at timestamptz not null default now(),
  unique (project_id, grouping_hash),
  unique (project_id, number)
) with (fillfactor = 80);
-- One index for each of the four sorts; the status leads because every list is asked for one status at a time.
create index issue_last_seen on issue (project_id, status, last_seen desc, id desc);
create index issue_first_seen on issue (project_id, status, first_seen desc, id desc);
create index issue_event_count on issue (project_id, status, event_count desc, id desc);
create index issue_user_count on issue (project_id, status, user_count desc, id desc);
create index issue_empty on issue (created_at) where event_count = 0;
create index issue_assignee on issue (assignee_id) where assignee_id is not null;
comment on table issue is 'A group of events with one grouping hash. A row whose event_count is 0 was allocated for a batch that has not committed; no list shows it.';
comment on column issue.number is 'Within the project; the short id is the slug in capitals, a dash and this number';
comment on column issue.grouping_explanation is 'What was hashed, part by part, for people to read';
comment on column issue.first_seen is 'Least event time; moves only backwards';
comment on column issue.last_seen is 'Greatest event time; moves only forwards';
comment on column issue.first_received_at is 'Bounds the partitions that can hold its events';
comment on column issue.last_received_at is 'Bounds the partitions that can hold its events';
comment on column issue.user_count is 'Distinct users; an estimate where user_hash_ceiling is set';
comment on column issue.user_hash_ceiling is 'Set once more users were seen than are kept: the greatest kept hash, from which the count is estimated';

-- Apart from issue, because issue rows are updated with every batch and each of those updates would write the
-- trigram index again.
create table issue_search (
  issue_id uuid primary key references issue on delete cascade,
  project_id uuid not null,
  text text not null
);
-- With the project in front, so that a word common elsewhere costs this project nothing.
create index issue_search_text on issue_search using gin (project_id, text gin_trgm_ops);
comment on table issue_search is 'The lower-cased text that free-text search looks through: title and culprit.';

create table issue_user (
  issue_id uuid not null references issue on delete cascade,
  user_hash bigint not null,
  primary key (issue_id, user_hash)
);
comment on table issue_user is 'The 1,024 least hashes of an issue''s users (a bottom-k sketch): exact until full, an estimate beyond.';

create table issue_tag (
  issue_id uuid not null references issue on delete cascade,
  project_id uuid not null,
  key text not null,
  value text not null,
  event_count bigint not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (issue_id, key, value)
);
-- Finds the few issues of a rare value, such as a new release, without walking along all issues of the project.
create index issue_tag_value on issue_tag (project_id, key, value, issue_id);
comment on table issue_tag is 'How often an issue was seen with a tag. Holds environment and release, by which lists are filtered.';

create table issue_hourly (
  issue_id uuid not null references issue on delete cascade,
  hour timestamptz not null,
  event_count bigint not null,
  primary key (issue_id, hour)
);
-- Retention deletes by hour; hours come in order, so that an index of ranges (here and below) costs next to nothing.
create index issue_hourly_hour on issue_hourly using brin (hour) with (autosummarize = on);
comment on table issue_hourly is 'Events of an issue for each hour of event time.';

create table project_hourly (
  project_id uuid not null references project on delete cascade,
  hour timestamptz not null,
  event_count bigint not null,
  primary key (project_id, hour)
);
create index project_hourly_hour on project_hourly using brin (hour) with (autosummarize = on);
comment on table project_hourly is 'Events of a project for each hour of event time.';

create table outcome_hourly (
  project_id uuid not null references project on delete cascade,
  hour timestamptz not null,
  category text not null,
  outcome text not null,
  reason text not null,
  quantity bigint not null,
  primary key (project_id, hour, category, outcome, reason)
);
create index outcome_hourly_hour on outcome_hourly using brin (hour) with (autosummarize = on);
comment on table outcome_hourly is 'What became of the items of a project, for each hour of receipt.';

create table notification (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  issue_id uuid not null references issue on delete cascade,
  event_id uuid not null,
  occasion text not null check (occasion in ('new_issue', 'regression')),
  occurrence integer not null,
  created_at timestamptz not null default now(),
  delivered_at timestamptz,
  unique (issue_id, occasion, occurrence)
);
create index notification_pending on notification (created_at) where delivered_at is null;
create index notification_project on notification (project_id);
comment on table notification is 'The outbox: written in the transaction that caused it, delivered afterwards.';
comment on column notification.occurrence is 'The how-manieth of its occasion for this issue, so that each is written once';
