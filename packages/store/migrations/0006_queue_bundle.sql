-- Messages that one durable write took become one row. Writing, leasing and deleting a row costs ten times what its
-- bytes do, and messages that arrive together compress well together. What waits in the old form is taken along.

create table queue_bundle (
  id uuid primary key,
  topic text not null,
  message_count integer not null,
  size integer not null,
  content bytea not null,
  attempt integer not null default 0,
  answered integer not null default 0,
  available_at timestamptz not null default now(),
  leased_by integer,
  last_error text,
  created_at timestamptz not null default now()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
create index queue_bundle_next on queue_bundle (topic, available_at, id);
alter table queue_bundle alter column content set storage external;
comment on table queue_bundle is 'Messages in flight on the PostgreSQL transport, those of one write together.';
comment on column queue_bundle.size is 'Bytes of headers and bodies as they were published';
comment on column queue_bundle.content is 'One byte that says whether the rest is zstd, then each message: id, length of headers, length of body, headers, body';
comment on column queue_bundle.answered is 'The last attempt whose consumer lived to answer for it; attempts since then ended with a consumer that died';
comment on column queue_bundle.available_at is 'When it may be taken: now, after a delay, or when the lease of its consumer runs out';
comment on column queue_bundle.leased_by is 'The consumer that holds it; a consumer keeps an advisory lock on its number while it lives';

-- One message as a bundle's content, not compressed; the twin of packages/queue/src/postgres/bundle-content.ts.
create function queue_content(id uuid, headers json, body bytea) returns bytea
  language sql immutable
  return '\x00'::bytea || uuid_send(id) || int4send(octet_length(convert_to(headers::text, 'UTF8')))
    || int4send(octet_length(body)) || convert_to(headers::text, 'UTF8') || body;

insert into queue_bundle (id, topic, message_count, size, content, attempt, answered, available_at, leased_by, last_error, created_at)
select id, topic, 1, octet_length(body) + octet_length(headers::text), queue_content(id, headers, body), attempt, answered,
  available_at, leased_by, last_error, created_at
from queue_message;

drop table queue_message;
