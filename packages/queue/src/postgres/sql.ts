/** Every statement of the PostgreSQL transport. Arrays are bound in binary (`@railguard/kit/pg-binary-array`). */

/** First key of the advisory locks consumers hold; the second is their number. The bytes of "queu". */
export const LOCK_CLASS = 0x71756575;

/** uuids, topics, message counts, sizes, contents, topics to wake. One NOTIFY a topic; PostgreSQL delivers it with the commit. */
export const INSERT_BUNDLES = `
  with inserted as (
    insert into queue_bundle (id, topic, message_count, size, content)
    select id, topic, message_count, size, content
    from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::bytea[])
      as fresh (id, topic, message_count, size, content)
  )
  select pg_notify('queue_' || topic, '') from unnest($6::text[]) as topic`;

/** topic */
export const NOTIFY = `select pg_notify('queue_' || $1::text, '')`;

/** Leases taken back in one statement; a round later the next follow. */
const MOST_AT_ONCE = 10_000;

/** What one answer of the database holds of bodies, in bytes, at most; one message may be larger. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Bundles looked at for one batch: each is locked and weighed, whether the batch has room for it or not. */
export const MOST_ROWS = 64;

/**
 * topic, most messages, lease in ms, consumer number. The inner select runs once and locks what it finds, so the rows
 * cannot move before they are updated and may be found again by their place.
 *
 * A bundle weighs at least 2 MiB after a death of its consumer, doubled by each further one: should it be to blame, it
 * takes ever fewer others with it.
 */
export const LEASE = `
  update queue_bundle
  set available_at = now() + $3 * interval '1 millisecond', attempt = attempt + 1, leased_by = $4
  where ctid = any (array(
    select place from (
      select place, weight, sum(weight) over so_far as total, sum(message_count) over so_far as messages
      from (
        select ctid as place, available_at, id, message_count,
          case when attempt > answered
            then greatest(size, 1048576 * 2 ^ least(attempt - answered, 5))
            else size
          end as weight
        from queue_bundle
        where topic = $1 and available_at <= now()
        order by available_at, id
        limit ${MOST_ROWS}
        for update skip locked
      ) as next
      window so_far as (order by available_at, id rows unbounded preceding)
    ) as summed
    where total = weight or (total <= ${MOST_BYTES} and messages <= $2)
  ))
  returning id, content, attempt, attempt - 1 - answered as deaths`;

/**
 * topic. Milliseconds until the next message can be taken, null where there is none; 0 for one that can be now: it came due
 * since the look that did not find it, or another consumer is taking it.
 */
export const NEXT_AVAILABLE = `
  select greatest(extract(epoch from min(available_at) - now())::float8 * 1000, 0) as wait_ms
  from queue_bundle where topic = $1`;

/** ids, lease in ms, consumer number */
export const EXTEND = `
  update queue_bundle set available_at = now() + $2 * interval '1 millisecond'
  where id = any ($1::uuid[]) and leased_by = $3`;

/** ids, consumer number. Puts bundles back that were never handed over, at their old place in the line. */
export const GIVE_BACK = `
  update queue_bundle set available_at = created_at, leased_by = null, attempt = attempt - 1
  where id = any ($1::uuid[]) and leased_by = $2`;

/**
 * topic, ids in hand, consumer number. Frees what a lease took whose answer was lost with the connection.
 */
export const GIVE_BACK_OTHERS = `
  update queue_bundle set available_at = created_at, leased_by = null, attempt = attempt - 1
  where ctid = any (array(
    select ctid from queue_bundle
    where topic = $1 and available_at > now() and leased_by = $3 and id <> all ($2::uuid[])
    limit ${MOST_AT_ONCE}
    for update skip locked
  ))`;

/** ids. Done is done, also where the lease ran out meanwhile: that spares the next consumer a repeat. */
export const ACK = 'delete from queue_bundle where id = any ($1::uuid[])';

/**
 * topic, ids, consumer number; of each message to be had again: its bundle, an id for its own, size, content, attempt,
 * answered, delay in ms or null for its old place in the line, reason; of each to be buried: its bundle, id, headers,
 * body, attempts, reason. One whose bundle is no longer this consumer's is left to whoever has it. An id that died
 * before, and was published again, keeps its last death.
 */
export const SETTLE_APART = `
  with gone as (
    delete from queue_bundle where id = any ($2::uuid[]) and leased_by = $3 returning id, created_at
  ), again as (
    insert into queue_bundle (id, topic, message_count, size, content, attempt, answered, available_at, last_error, created_at)
    select single.id, $1, 1, size, content, attempt, answered,
      coalesce(now() + delay_ms * interval '1 millisecond', created_at), reason, created_at
    from unnest($4::uuid[], $5::uuid[], $6::int[], $7::bytea[], $8::int[], $9::int[], $10::float8[], $11::text[])
      as single (bundle_id, id, size, content, attempt, answered, delay_ms, reason)
    join gone on gone.id = single.bundle_id
  )
  insert into queue_dead_letter (id, topic, headers, body, attempts, reason)
  select dead.id, $1, headers, body, attempts, reason
  from unnest($12::uuid[], $13::uuid[], $14::json[], $15::bytea[], $16::int[], $17::text[])
    as dead (bundle_id, id, headers, body, attempts, reason)
  join gone on gone.id = dead.bundle_id
  on conflict (topic, id) do update
  set headers = excluded.headers, body = excluded.body, attempts = excluded.attempts, reason = excluded.reason,
    died_at = excluded.died_at`;

/**
 * topics. Takes leases back from consumers that are gone: their session ended, and their advisory lock with it.
 * They go to the end of the line, so that a message that kills its consumers does not stand before all others.
 */
export const RELEASE_OF_THE_DEAD = `
  update queue_bundle set available_at = now(), leased_by = null
  where ctid = any (array(
    select ctid from queue_bundle
    where topic = any ($1::text[]) and available_at > now() and leased_by is not null and leased_by not in (
      select objid::int8 from pg_locks
      where locktype = 'advisory' and classid = ${LOCK_CLASS} and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())
    )
    limit ${MOST_AT_ONCE}
    for update skip locked
  ))`;

export const NEXT_CONSUMER_NUMBER = `select nextval('queue_consumer_number')::int as number`;

/** number */
export const TRY_LOCK = `select pg_try_advisory_lock(${LOCK_CLASS}, $1) as locked`;
export const UNLOCK = `select pg_advisory_unlock(${LOCK_CLASS}, $1)`;

/** topic, the number to stop at. Delayed and leased ones share an index range, and so a bound. */
export const DEPTH = `
  select
    (select least(coalesce(sum(message_count), 0), $2)::int from (
      select message_count from queue_bundle where topic = $1 and available_at <= now() limit $2
    ) as ready) as ready,
    least(coalesce(sum(message_count) filter (where leased_by is null), 0), $2)::int as delayed,
    least(coalesce(sum(message_count) filter (where leased_by is not null), 0), $2)::int as leased,
    (select count(*)::int from (select from queue_dead_letter where topic = $1 limit $2) as dead) as dead
  from (
    select leased_by, message_count from queue_bundle
    where topic = $1 and available_at > now() order by available_at limit $2
  ) as later`;

/** topic, the last id of the page before or null, most */
export const LIST_DEAD = `
  select id, topic, headers, body, attempts, reason, died_at from (
    select *, sum(octet_length(body)) over (order by id desc rows unbounded preceding) as total
    from queue_dead_letter
    where topic = $1 and ($2::uuid is null or id < $2::uuid)
    order by id desc
    limit $3
  ) as page
  where total <= ${MOST_BYTES} or total = octet_length(body)
  order by id desc`;

/** topic, ids */
export const REPLAY_DEAD = `
  with back as (
    delete from queue_dead_letter where topic = $1 and id = any ($2::uuid[]) returning id, topic, headers, body
  ), queued as (
    insert into queue_bundle (id, topic, message_count, size, content)
    select gen_random_uuid(), topic, 1, octet_length(body) + octet_length(headers::text), queue_content(id, headers, body)
    from back
  )
  select count(*)::int as replayed, pg_notify('queue_' || $1::text, '') from back`;

/** topic, ids */
export const DISCARD_DEAD = 'delete from queue_dead_letter where topic = $1 and id = any ($2::uuid[])';

/** Reads the table itself, so that a database without the schema does not count as ready. */
export const CHECK = 'select from queue_bundle limit 1';
