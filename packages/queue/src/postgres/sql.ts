/** Every statement of the PostgreSQL transport. Arrays are bound in binary (`@railguard/kit/pg-binary-array`). */

/** First key of the advisory locks consumers hold; the second is their number. The bytes of "queu". */
export const LOCK_CLASS = 0x71756575;

/** uuids, topics, headers, bodies, topics to wake. One NOTIFY a topic; PostgreSQL delivers it with the commit. */
export const INSERT_MESSAGES = `
  with inserted as (
    insert into queue_message (id, topic, headers, body)
    select id, topic, headers, body
    from unnest($1::uuid[], $2::text[], $3::json[], $4::bytea[]) as fresh (id, topic, headers, body)
    on conflict (topic, id) do nothing
  )
  select pg_notify('queue_' || topic, '') from unnest($5::text[]) as topic`;

/** topic */
export const NOTIFY = `select pg_notify('queue_' || $1::text, '')`;

/** Leases taken back in one statement; a round later the next follow. */
const MOST_AT_ONCE = 10_000;

/** What one answer of the database holds of bodies, in bytes, at most; one message may be larger. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * topic, most, lease in ms, consumer number. The inner select runs once and locks what it finds, so the rows cannot
 * move before they are updated and may be found again by their place. A body's length is read from its pointer alone.
 *
 * A message weighs at least 2 MiB after a death of its consumer, doubled by each further one: should it be to blame, it
 * takes ever fewer others with it.
 */
export const LEASE = `
  update queue_message
  set available_at = now() + $3 * interval '1 millisecond', attempt = attempt + 1, leased_by = $4
  where ctid = any (array(
    select place from (
      select place, weight, sum(weight) over (order by available_at, id rows unbounded preceding) as total
      from (
        select ctid as place, available_at, id,
          case when attempt > answered
            then greatest(octet_length(body), 1048576 * 2 ^ least(attempt - answered, 5))
            else octet_length(body)
          end as weight
        from queue_message
        where topic = $1 and available_at <= now()
        order by available_at, id
        limit $2
        for update skip locked
      ) as next
    ) as summed
    where total <= ${MOST_BYTES} or total = weight
  ))
  returning id, headers, body, attempt, attempt - 1 - answered as deaths`;

/** topic. Milliseconds until the next delayed or leased message can be taken, null where there is none. */
export const NEXT_AVAILABLE = `
  select extract(epoch from min(available_at) - now())::float8 * 1000 as wait_ms
  from queue_message where topic = $1 and available_at > now()`;

/** topic, ids, lease in ms, consumer number */
export const EXTEND = `
  update queue_message set available_at = now() + $3 * interval '1 millisecond'
  where topic = $1 and id = any ($2::uuid[]) and leased_by = $4`;

/**
 * topic, ids, consumer number. Puts messages back that were never handed over, at their old place in the line.
 */
export const GIVE_BACK = `
  update queue_message set available_at = created_at, leased_by = null, attempt = attempt - 1
  where topic = $1 and id = any ($2::uuid[]) and leased_by = $3`;

/**
 * topic, ids in hand, consumer number. Frees what a lease took whose answer was lost with the connection.
 */
export const GIVE_BACK_OTHERS = `
  update queue_message set available_at = created_at, leased_by = null, attempt = attempt - 1
  where ctid = any (array(
    select ctid from queue_message
    where topic = $1 and available_at > now() and leased_by = $3 and id <> all ($2::uuid[])
    limit ${MOST_AT_ONCE}
    for update skip locked
  ))`;

/** topic, ids. Done is done, also where the lease ran out meanwhile: that spares the next consumer a repeat. */
export const ACK = 'delete from queue_message where topic = $1 and id = any ($2::uuid[])';

/** topic, ids, delays in ms, reasons, consumer number */
export const RETRY = `
  update queue_message as message
  set available_at = now() + retry.delay_ms * interval '1 millisecond', leased_by = null, answered = attempt, last_error = retry.reason
  from unnest($2::uuid[], $3::float8[], $4::text[]) as retry (id, delay_ms, reason)
  where message.topic = $1 and message.id = retry.id and message.leased_by = $5`;

/** topic, ids, reasons, consumer number. An id that died before, and was published again, keeps its last death. */
export const BURY = `
  with dead as (
    delete from queue_message as message
    using unnest($2::uuid[], $3::text[]) as verdict (id, reason)
    where message.topic = $1 and message.id = verdict.id and message.leased_by = $4
    returning message.id, message.topic, message.headers, message.body, message.attempt, verdict.reason
  )
  insert into queue_dead_letter (id, topic, headers, body, attempts, reason)
  select id, topic, headers, body, attempt, reason from dead
  on conflict (topic, id) do update
  set headers = excluded.headers, body = excluded.body, attempts = excluded.attempts, reason = excluded.reason,
    died_at = excluded.died_at`;

/**
 * topics. Takes leases back from consumers that are gone: their session ended, and their advisory lock with it.
 * They go to the end of the line, so that a message that kills its consumers does not stand before all others.
 */
export const RELEASE_OF_THE_DEAD = `
  update queue_message set available_at = now(), leased_by = null
  where ctid = any (array(
    select ctid from queue_message
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

/** topic, the rows to stop at. Delayed and leased ones share an index range, and so a bound. */
export const DEPTH = `
  select
    (select count(*)::int from (
      select from queue_message where topic = $1 and available_at <= now() limit $2
    ) as ready) as ready,
    count(*) filter (where leased_by is null)::int as delayed,
    count(leased_by)::int as leased,
    (select count(*)::int from (select from queue_dead_letter where topic = $1 limit $2) as dead) as dead
  from (
    select leased_by from queue_message where topic = $1 and available_at > now() order by available_at limit $2
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
    insert into queue_message (id, topic, headers, body) select id, topic, headers, body from back
    on conflict (topic, id) do nothing
  )
  select count(*)::int as replayed, pg_notify('queue_' || $1::text, '') from back`;

/** topic, ids */
export const DISCARD_DEAD = 'delete from queue_dead_letter where topic = $1 and id = any ($2::uuid[])';

/** Reads the table itself, so that a database without the schema does not count as ready. */
export const CHECK = 'select from queue_message limit 1';
