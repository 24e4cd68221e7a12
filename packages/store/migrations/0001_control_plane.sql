-- People, their organisations, and the projects that receive events.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table organization (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  created_at timestamptz not null default now()
);
comment on table organization is 'Owns projects; people belong to it through memberships.';

-- Not "user": that word is reserved in SQL, and an event's user is somebody else (see issue_user).
create table user_account (
  id uuid primary key,
  email text not null,
  name text not null default '',
  password_hash text not null,
  created_at timestamptz not null default now(),
  last_login_at timestamptz
);
create unique index user_account_email_key on user_account (lower(email));
comment on table user_account is 'A person who signs in. The people who use the monitored applications are in issue_user.';
comment on column user_account.password_hash is 'argon2id in PHC string form';

create table membership (
  organization_id uuid not null references organization on delete cascade,
  user_id uuid not null references user_account on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (user_id, organization_id)
);
create index membership_organization on membership (organization_id);
comment on table membership is 'Who may act in an organisation, and as what.';

create table refresh_token (
  id uuid primary key,
  user_id uuid not null references user_account on delete cascade,
  family_id uuid not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index refresh_token_family on refresh_token (family_id);
create index refresh_token_user on refresh_token (user_id);
create index refresh_token_expires on refresh_token (expires_at);
comment on table refresh_token is 'One row for each refresh token given out; a family is one sign-in and its rotations.';
comment on column refresh_token.token_hash is 'SHA-256 of the token; the token itself is not kept';
comment on column refresh_token.used_at is 'Set when it was exchanged; a second use revokes the whole family';

create table instance_setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
comment on table instance_setting is 'Facts about this installation, such as the hash of the pending owner set-up link.';

create table project (
  id uuid primary key,
  organization_id uuid not null references organization on delete cascade,
  numeric_id bigint not null unique check (numeric_id > 0),
  slug text not null,
  name text not null,
  platform text not null default 'other',
  allowed_origins text[] not null default '{}',
  last_issue_number bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index project_slug_key on project (organization_id, slug) where deleted_at is null;
comment on table project is 'One monitored application.';
comment on column project.numeric_id is 'The alias in Sentry DSNs: several Sentry SDKs accept digits only';
comment on column project.allowed_origins is 'Origins browsers may send from; empty means any';
comment on column project.last_issue_number is 'The number in the newest short id, such as 12 in SHOP-12';
comment on column project.deleted_at is 'Gone for everybody since then; housekeeping takes its rows away, this one last';

create table project_key (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  public_key text not null unique check (public_key ~ '^[0-9a-f]{32}$'),
  label text not null default 'Default',
  rate_limit_per_minute integer check (rate_limit_per_minute > 0),
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index project_key_project on project_key (project_id);
comment on table project_key is 'A public key that applications put in their DSN.';
comment on column project_key.rate_limit_per_minute is 'Items a minute that this key may send; null means no limit';

-- Ingestors cache keys; whatever writes these tables, they hear of it at once.
create function notify_project_key_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('project_key_changed', coalesce(new.public_key, old.public_key));
  return null;
end $$;
create trigger project_key_changed after insert or update or delete on project_key
  for each row execute function notify_project_key_changed();

create function notify_project_keys_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('project_key_changed', public_key) from project_key where project_id = new.id;
  return null;
end $$;
create trigger project_changed after update of allowed_origins, numeric_id on project
  for each row execute function notify_project_keys_changed();
