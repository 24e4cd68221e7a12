-- Sign-ins that can be seen and ended, forgotten passwords, the second factor, and guesses that every API counts.

create table session (
  id uuid primary key,
  user_id uuid not null references user_account (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text not null default '',
  address text
);
insert into session (id, user_id, created_at, last_used_at, expires_at)
  select family_id, user_id, min(created_at), greatest(max(created_at), max(used_at)), max(expires_at)
  from refresh_token group by family_id, user_id;
create index session_of_user on session (user_id, id);
create index session_expires on session (expires_at);
comment on table session is 'One sign-in of a person; ending it deletes the row, and its refresh tokens with it.';
comment on column session.last_used_at is 'When tokens were last given out, so right to a quarter of an hour';
comment on column session.expires_at is 'Moves on with each use';
comment on column session.user_agent is 'What the client said of itself when last it was given tokens, cut to 300 characters';
comment on column session.address is 'Where the client was when last it was given tokens; null for sign-ins of older versions';

alter table refresh_token add foreign key (family_id) references session (id) on delete cascade;
comment on table refresh_token is 'One row for each refresh token given out; a family is one session and its rotations.';
comment on column refresh_token.used_at is 'Set when it was exchanged; a second use ends the session';

create table password_reset (
  id uuid primary key,
  user_id uuid not null references user_account (id) on delete cascade,
  token_hash bytea not null unique,
  created_by uuid references user_account (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index password_reset_user on password_reset (user_id);
create index password_reset_created_by on password_reset (created_by) where created_by is not null;
comment on table password_reset is 'Links by which a new password can be set, until one of them was used or they expire.';
comment on column password_reset.token_hash is 'SHA-256 of the token in the link; the token itself is not kept';
comment on column password_reset.created_by is 'Who made the link to hand it over; null for one that was sent by mail';

create table totp (
  user_id uuid primary key references user_account (id) on delete cascade,
  sealed_secret bytea not null,
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  activated_at timestamptz
);
comment on table totp is 'The second factor of a person: time-based codes (RFC 6238).';
comment on column totp.sealed_secret is 'AES-256-GCM with a key derived from RAILGUARD_SECRET: nonce, tag, ciphertext';
comment on column totp.last_step is 'The half minute of the newest code that was accepted; neither it nor an older one is accepted again';
comment on column totp.activated_at is 'Null until a first code was confirmed; it is not asked for before';

create table recovery_code (
  user_id uuid not null references totp (user_id) on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);
comment on table recovery_code is 'What stands in for a code when the device is lost; each goes once it was used.';
comment on column recovery_code.code_hash is 'HMAC-SHA-256 with a key derived from RAILGUARD_SECRET; the code itself is not kept';

create table attempt (
  key bytea primary key,
  count integer not null,
  not_before timestamptz not null,
  succeeded_at timestamptz
);
comment on table attempt is 'Counts of guesses at passwords and codes, shared by every API; the row of a quarter of an hour without any is forgotten.';
comment on column attempt.key is 'SHA-256 of what is counted: people type passwords where an address belongs, and none of that is kept';
comment on column attempt.not_before is 'No attempt is taken before';
comment on column attempt.succeeded_at is 'When the account was last signed in to from that address, which for ninety days is not slowed by what others guess elsewhere';

alter table user_account add column email_claimed_at timestamptz;
comment on column user_account.email_claimed_at is 'When the person gave this address themselves; null once a mail to it was answered, or somebody else gave it';
