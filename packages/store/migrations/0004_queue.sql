-- The queue on PostgreSQL. Rows live for milliseconds, so vacuum goes by count and not by share.

create table queue_message (
  id uuid not null,
  topic text not null,
  headers json not null,
  body bytea not null,
  attempt integer not null default 0,
  answered integer not null default 0,
  available_at timestamptz not null default now(),
  leased_by integer,
  last_error text,
  created_at timestamptz not null default now(),
  primary key (topic, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
create index queue_message_next on queue_message (topic, available_at, id);
alter table queue_message alter column body set storage external;
comment on table queue_message is 'Messages in flight on the PostgreSQL transport.';
comment on column queue_message.answered is 'The last attempt whose consumer lived to answer for it; attempts since then ended with a consumer that died';
comment on column queue_message.available_at is 'When it may be taken: now, after a delay, or when the lease of its consumer runs out';
comment on column queue_message.leased_by is 'The consumer that holds it; a consumer keeps an advisory lock on its number while it lives';

create sequence queue_consumer_number as integer cycle;

create table queue_dead_letter (
  id uuid not null,
  topic text not null,
  headers json not null,
  body bytea not null,
  attempts integer not null,
  reason text not null,
  died_at timestamptz not null default now(),
  primary key (topic, id)
);
create index queue_dead_letter_died on queue_dead_letter (died_at);
alter table queue_dead_letter alter column body set storage external;
comment on table queue_dead_letter is 'Messages that could not be processed, kept for people to look at.';

create table message_receipt (
  message_id uuid primary key,
  processed_at timestamptz not null default now()
);
create index message_receipt_processed on message_receipt using brin (processed_at) with (autosummarize = on);
comment on table message_receipt is 'Written in the transaction that processes a message, so that its redelivery changes nothing.';
