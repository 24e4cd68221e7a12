-- Organisations that can be deleted, teams, invitations, and the tokens of programs.

alter table organization add column deleted_at timestamptz;
comment on column organization.deleted_at is 'Gone for everybody since then; housekeeping takes it away after the last of its projects';
alter table organization drop constraint organization_slug_key;
create unique index organization_slug_key on organization (slug) where deleted_at is null;

create table team (
  id uuid primary key,
  organization_id uuid not null references organization on delete cascade,
  name text not null,
  created_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index team_name_key on team (organization_id, lower(name));
comment on table team is 'People of an organisation who answer for projects together. Restricts nothing that anybody sees.';

create table team_member (
  organization_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (team_id, user_id),
  foreign key (organization_id, team_id) references team (organization_id, id) on delete cascade,
  foreign key (user_id, organization_id) references membership (user_id, organization_id) on delete cascade
);
create index team_member_membership on team_member (user_id, organization_id);
comment on table team_member is 'Who is in a team; leaves with the membership in the organisation.';
comment on column team_member.organization_id is 'Of both, so that nobody is in a team of an organisation that is not theirs';

create table team_project (
  team_id uuid not null references team on delete cascade,
  project_id uuid not null references project on delete cascade,
  primary key (team_id, project_id)
);
create index team_project_project on team_project (project_id);
comment on table team_project is 'Which teams answer for a project.';

create table invitation (
  id uuid primary key,
  organization_id uuid not null references organization on delete cascade,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  token_hash bytea not null unique,
  invited_by uuid references user_account on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create unique index invitation_email_key on invitation (organization_id, lower(email));
create index invitation_email on invitation (lower(email));
create index invitation_invited_by on invitation (invited_by) where invited_by is not null;
comment on table invitation is 'Somebody who was asked to join and has not yet: the row goes when it is accepted or withdrawn.';
comment on column invitation.token_hash is 'SHA-256 of the token in the link; the token itself is not kept';

create table invitation_team (
  invitation_id uuid not null references invitation on delete cascade,
  team_id uuid not null references team on delete cascade,
  primary key (invitation_id, team_id)
);
create index invitation_team_team on invitation_team (team_id);
comment on table invitation_team is 'The teams that accepting an invitation leads into.';

create table api_token (
  id uuid primary key,
  user_id uuid not null,
  organization_id uuid not null,
  name text not null,
  access text not null check (access in ('read', 'write', 'admin')),
  project_ids uuid[],
  token_hash bytea not null unique,
  prefix text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  foreign key (user_id, organization_id) references membership (user_id, organization_id) on delete cascade
);
create index api_token_user on api_token (user_id, id);
create index api_token_organization on api_token (organization_id, id);
comment on table api_token is 'Lets a program act for a person in one organisation; leaves with the membership. Revoking deletes the row.';
comment on column api_token.access is 'The most it may do, and never more than the person: read as a viewer, write as a member, admin as an admin';
comment on column api_token.project_ids is 'The projects it is good for; null: every one of the organisation';
comment on column api_token.token_hash is 'SHA-256 of the token; the token itself is not kept';
comment on column api_token.prefix is 'Its first characters, by which people tell tokens apart';
comment on column api_token.last_used_at is 'Right to the minute';
