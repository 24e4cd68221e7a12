-- What every part of the control plane writes to: who did what, mails to be sent, and what live pages are told.

alter table user_account add column is_instance_admin boolean not null default false;
comment on column user_account.is_instance_admin is 'May do what concerns the whole installation; the owner that the set-up link made';
update user_account set is_instance_admin = true
  where id = (select id from user_account order by created_at, id limit 1);

create table audit_log (
  id uuid primary key,
  organization_id uuid references organization (id) on delete cascade,
  actor_id uuid references user_account (id) on delete set null,
  actor_email text not null,
  token_id uuid,
  action text not null,
  target_type text not null,
  target_id text not null,
  target_name text not null default '',
  data jsonb not null default '{}',
  address text,
  created_at timestamptz not null default now()
);
create index audit_log_organization on audit_log (organization_id, id desc);
create index audit_log_actor on audit_log (actor_id) where actor_id is not null;
comment on table audit_log is 'Who did what: every administrative act, written in the transaction of the act.';
comment on column audit_log.organization_id is 'Null for what concerns the installation or a person alone';
comment on column audit_log.actor_email is 'As it was then, so that it can be read after the account is gone';
comment on column audit_log.token_id is 'The API token that was used, if one was';
comment on column audit_log.target_name is 'As it was then';

create table mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  state text not null default 'pending' check (state in ('pending', 'kept', 'sent', 'failed')),
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mail_pending on mail (created_at) where state = 'pending';
comment on table mail is 'Outgoing mail: written in the transaction that caused it, delivered afterwards.';
comment on column mail.state is 'kept: there was no mail server to send it by';

create table live_message (
  id bigint generated always as identity primary key,
  project_id uuid not null references project (id) on delete cascade,
  type text not null,
  issue_ids uuid[] not null default '{}',
  created_at timestamptz not null default now()
);
create index live_message_project on live_message (project_id);
create index live_message_created on live_message using brin (created_at) with (autosummarize = on);
comment on table live_message is 'What live pages are told: that something changed, by ids alone. Kept for an hour, for those that reconnect.';
