-- Who is told of what: the rules of projects, what people prefer, and every alert with what became of it.

create table alert_rule (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  name text not null,
  is_enabled boolean not null default true,
  muted_until timestamptz,
  triggers jsonb not null,
  conditions jsonb not null default '[]',
  recipients jsonb not null,
  interval_minutes integer not null,
  counts boolean generated always as (triggers @? '$[*] ? (@.occasion == "events" || @.occasion == "users" || @.occasion == "spike")') stored,
  counts_users boolean generated always as (triggers @? '$[*] ? (@.occasion == "users")') stored,
  next_digest_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index alert_rule_project on alert_rule (project_id, id);
create index alert_rule_counts on alert_rule (project_id) where counts and is_enabled;
create index alert_rule_digest on alert_rule (next_digest_at) where next_digest_at is not null;
comment on table alert_rule is 'WHEN any trigger, IF all conditions, THEN mail to the recipients; as packages/protocol/src/alert-rule.ts has them.';
comment on column alert_rule.counts is 'It looks at how often issues come, so workers note down which of the project''s changed';
comment on column alert_rule.counts_users is 'It looks at how many users issues have, so workers note down when each was seen';
comment on column alert_rule.next_digest_at is 'When its next digest is due; null where it has none';

insert into alert_rule (id, project_id, name, triggers, recipients, interval_minutes)
  select gen_random_uuid(), id, 'New and recurring issues',
    '[{"occasion": "first_event"}, {"occasion": "new_issue"}, {"occasion": "regression"}, {"occasion": "unignored"}]',
    '[{"kind": "project"}]', 30
  from project where deleted_at is null;

-- What happened before there was anybody to tell is not told now.
update notification set delivered_at = now() where delivered_at is null;

alter table notification
  alter column issue_id drop not null,
  alter column event_id drop not null,
  add column rule_id uuid references alert_rule (id) on delete cascade,
  add column facts jsonb,
  add column decided text[] not null default '{}';
alter table notification drop constraint notification_occasion_check;
alter table notification add constraint notification_occasion_check
  check (occasion in ('new_issue', 'regression', 'unignored', 'first_event', 'events', 'users', 'spike', 'digest'));
create index notification_rule on notification (rule_id, issue_id, created_at) where rule_id is not null;
comment on column notification.rule_id is 'Of what one rule alone looks for; null where every rule of the project may be about it';
comment on column notification.facts is 'What the rule found: how many, within how long; of a digest, from when to when';
comment on column notification.delivered_at is 'When the queue had it';
comment on column notification.decided is 'Channels that have decided who is told: nobody is told again by one';

create table issue_watch (
  issue_id uuid primary key references issue (id) on delete cascade,
  project_id uuid not null,
  changed_at timestamptz not null
) with (fillfactor = 70);
create index issue_watch_changed on issue_watch (changed_at);
comment on table issue_watch is 'Issues that got events and have rules that count: to be looked at within a few seconds.';

create table issue_user_recent (
  issue_id uuid not null references issue (id) on delete cascade,
  user_hash bigint not null,
  seen_at timestamptz not null,
  primary key (issue_id, user_hash)
);
create index issue_user_recent_seen on issue_user_recent (seen_at);
comment on table issue_user_recent is 'When an issue was last seen with a user; for a week, and for projects with rules that count users.';

alter table mail
  add column headers jsonb not null default '{}',
  add column response text,
  add column project_id uuid references project (id) on delete cascade;
create index mail_project on mail (project_id, recipient, created_at) where project_id is not null;
comment on column mail.headers is 'Beside those that every mail has: threads, and how to unsubscribe';
comment on column mail.project_id is 'Of an alert: counts for how many mails an hour its recipient gets of the project';
comment on column mail.response is 'What the mail server said when it took the mail on';

create table alert (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  notification_id uuid references notification (id) on delete cascade,
  rule_id uuid references alert_rule (id) on delete set null,
  rule_name text not null,
  issue_id uuid references issue (id) on delete cascade,
  occasion text not null,
  channel text not null,
  user_id uuid references user_account (id) on delete cascade,
  address text not null,
  state text not null check (state in ('queued', 'held', 'folded', 'skipped')),
  reason text,
  release_at timestamptz,
  mail_id uuid references mail (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (notification_id, channel, address)
);
create index alert_project on alert (project_id, id desc);
create index alert_issue on alert (issue_id, rule_id, id desc) where issue_id is not null;
create index alert_rule_alerts on alert (rule_id, id desc) where rule_id is not null;
create index alert_held on alert (release_at) where state = 'held';
create index alert_held_person on alert (project_id, address) where state = 'held';
create index alert_mail on alert (mail_id) where mail_id is not null;
create index alert_user on alert (user_id) where user_id is not null;
create index alert_created on alert (created_at);
comment on table alert is 'What one person was told, or not told, of one notification; at most one row for each, which is what makes mails come once.';
comment on column alert.rule_name is 'As it was then';
comment on column alert.address is 'In lower case';
comment on column alert.state is 'queued: in a mail of its own, whose row says what became of it; folded: in one with others';
comment on column alert.reason is 'Why it is held or was skipped, as packages/protocol/src/alert-rule.ts has it';

create table alert_preference (
  user_id uuid primary key references user_account (id) on delete cascade,
  is_paused boolean not null default false,
  quiet_from time,
  quiet_to time,
  time_zone text not null default 'UTC',
  check ((quiet_from is null) = (quiet_to is null))
);
comment on table alert_preference is 'Whether and when a person wants alerts; without a row, always.';

create table alert_choice (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  rule_id uuid references alert_rule (id) on delete cascade,
  user_id uuid references user_account (id) on delete cascade,
  address text,
  occasions text[] not null default '{}',
  created_at timestamptz not null default now(),
  check ((user_id is null) <> (address is null))
);
create unique index alert_choice_whose on alert_choice
  (project_id, coalesce(user_id::text, address), coalesce(rule_id, '00000000-0000-0000-0000-000000000000'));
create index alert_choice_rule on alert_choice (rule_id) where rule_id is not null;
create index alert_choice_user on alert_choice (user_id) where user_id is not null;
comment on table alert_choice is 'What somebody still wants of a project, or of one rule of it; without a row, everything.';
comment on column alert_choice.address is 'Of somebody without an account, in lower case';
comment on column alert_choice.occasions is 'None: they unsubscribed';
