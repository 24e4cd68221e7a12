-- Searches of the stream of issues that people come back to.

create table saved_view (
  id uuid primary key,
  organization_id uuid not null references organization (id) on delete cascade,
  owner_id uuid references user_account (id) on delete cascade,
  maker_id uuid references user_account (id) on delete set null,
  name text not null,
  query text not null,
  sort text not null check (sort in ('last_seen', 'first_seen', 'event_count', 'user_count')),
  position integer not null,
  created_at timestamptz not null default now()
);
create index saved_view_organization on saved_view (organization_id, position);
create index saved_view_owner on saved_view (owner_id) where owner_id is not null;
create index saved_view_maker on saved_view (maker_id) where maker_id is not null;
comment on table saved_view is 'A search with a name: of one person, or shared with the organisation.';
comment on column saved_view.owner_id is 'Who alone sees it; null where it is shared';
comment on column saved_view.maker_id is 'Who made it, and may change a shared one without being an admin';
comment on column saved_view.query is 'As it was written: what it means may have changed since, so it is read anew each time';
comment on column saved_view.position is 'Among the shared ones, or among those of its owner; equal ones in the order of their making';

create table default_view (
  user_id uuid not null references user_account (id) on delete cascade,
  organization_id uuid not null references organization (id) on delete cascade,
  view_id uuid not null references saved_view (id) on delete cascade,
  primary key (user_id, organization_id)
);
create index default_view_organization on default_view (organization_id);
create index default_view_view on default_view (view_id);
comment on table default_view is 'What the stream of an organisation opens with for a person; without a row, with what is unresolved.';
