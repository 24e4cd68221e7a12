-- What people do with issues: resolve them in a release, ignore them until something, talk about them, merge them.

alter table issue
  add column resolution jsonb,
  add column ignored_until timestamptz,
  add column ignore_limit jsonb,
  add column unignore_count integer not null default 0,
  add column assignee_team_id uuid references team (id) on delete set null,
  add column merged_into_id uuid references issue (id) on delete cascade,
  add column member_count integer not null default 0;
create index issue_ignored_until on issue (ignored_until) where status = 'ignored' and ignored_until is not null;
create index issue_member on issue (merged_into_id, id) where merged_into_id is not null;
create index issue_project_member on issue (project_id) where merged_into_id is not null;
create index issue_assignee_team on issue (assignee_team_id) where assignee_team_id is not null;
comment on column issue.resolution is 'Of a resolved issue: {"in_release": "…"} or "next_release"; null where any later event means a regression';
comment on column issue.ignored_until is 'Ignored until then. Stays once the time has passed and the status is unresolved again, until an event is received';
comment on column issue.ignore_limit is 'Ignored until so many more events or users, counted from "from"; within windows of "within_minutes" that begin with an event';
comment on column issue.unignore_count is 'How often an event ended its being ignored';
comment on column issue.assignee_team_id is 'Instead of assignee_id';
comment on column issue.merged_into_id is 'It is a member of that issue: hidden, its counts its own, its events and links shown there. Members have no members';
comment on column issue.member_count is 'How many issues were merged into it; where there are some, its counts are the totals, and its own are in issue_own';

create table issue_own (
  issue_id uuid primary key references issue (id) on delete cascade,
  handled boolean not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  first_received_at timestamptz not null,
  last_received_at timestamptz not null,
  event_count bigint not null,
  user_count bigint not null,
  user_hash_ceiling bigint
) with (fillfactor = 80);
comment on table issue_own is 'What an issue with members would count without them, so that unmerging can give it back.';

create table issue_comment (
  id uuid primary key,
  issue_id uuid not null references issue (id) on delete cascade,
  author_id uuid references user_account (id) on delete set null,
  text text not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz
);
create index issue_comment_issue on issue_comment (issue_id, id desc);
create index issue_comment_author on issue_comment (author_id) where author_id is not null;
comment on table issue_comment is 'What people wrote about an issue: plain text.';

create table issue_activity (
  id uuid primary key,
  issue_id uuid not null references issue (id) on delete cascade,
  actor_id uuid references user_account (id) on delete set null,
  kind text not null check (kind in ('resolved', 'unresolved', 'ignored', 'unignored', 'regressed', 'assigned',
                                     'unassigned', 'commented', 'merged', 'unmerged')),
  data jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index issue_activity_issue on issue_activity (issue_id, id desc);
create index issue_activity_actor on issue_activity (actor_id) where actor_id is not null;
comment on table issue_activity is 'What became of an issue, written in the transaction that did it. That it was created is told by the issue itself.';
comment on column issue_activity.actor_id is 'Null where nobody did it: an event or the time did';

create table project_release (
  project_id uuid not null references project (id) on delete cascade,
  version text not null,
  first_seen timestamptz not null,
  primary key (project_id, version)
);
comment on table project_release is 'When a project first received an event of a release, so that releases without comparable numbers have an order.';
insert into project_release (project_id, version, first_seen)
  select project_id, value, min(first_seen) from issue_tag where key = 'release' group by project_id, value;

alter table notification drop constraint notification_occasion_check;
alter table notification add constraint notification_occasion_check
  check (occasion in ('new_issue', 'regression', 'unignored'));
