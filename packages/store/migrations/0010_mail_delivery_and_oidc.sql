-- What a sender of mail has to remember, and people who sign in by way of another service.

alter table mail
  add column attempts integer not null default 0,
  add column next_attempt_at timestamptz not null default now(),
  add column lease_id uuid,
  add column last_error text;
drop index mail_pending;
create index mail_due on mail (next_attempt_at) where state = 'pending';
create index mail_state on mail (state, id);
create index mail_created on mail (created_at);
comment on column mail.attempts is 'How often a sender took it';
comment on column mail.next_attempt_at is 'Not taken before then; while a sender has it, the end of its lease';
comment on column mail.lease_id is 'Who has it and may say what became of it; of a mail that is pending and waits, null';
comment on column mail.last_error is 'Why it is not sent, in the words of the mail server';

alter table user_account alter column password_hash drop not null;
comment on column user_account.password_hash is 'argon2id in PHC string form; null for somebody who signs in by OpenID Connect alone';

create table oidc_identity (
  issuer text not null,
  subject text not null,
  user_id uuid not null references user_account (id) on delete cascade,
  email text not null,
  created_at timestamptz not null default now(),
  last_login_at timestamptz not null default now(),
  primary key (issuer, subject),
  unique (user_id, issuer)
);
comment on table oidc_identity is 'Who an account is at an OpenID provider; found by issuer and subject, which never change, once it is linked.';
comment on column oidc_identity.email is 'The address by which it was linked; the provider may know another one by now';

create table oidc_spent_state (
  id uuid primary key,
  expires_at timestamptz not null
);
create index oidc_spent_state_expires on oidc_spent_state (expires_at);
comment on table oidc_spent_state is 'Sign-ins by OpenID Connect that came back, kept until they would have expired, so that none is good twice.';
