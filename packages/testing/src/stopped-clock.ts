import pg from 'pg';

/**
 * Stops the clock of a test's database for whoever connects from now on: `clock_timestamp()` answers the same until
 * `moveClock` is called. What waits for a second is so tested on a machine that takes two to get there.
 */
export async function stopClock(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query('select quote_ident(current_database()) as name');
    await client.query(`
      create table stopped_clock (at timestamptz);
      insert into stopped_clock values (now());
      create function clock_timestamp() returns timestamptz language sql stable as 'select at from stopped_clock';
      alter database ${rows[0].name} set search_path = public, pg_catalog`);
  } finally {
    await client.end();
  }
}

/** `by` is an interval such as `16 minutes`. */
export async function moveClock({ pool }: { pool: pg.Pool }, by: string): Promise<void> {
  await pool.query('update stopped_clock set at = at + $1::interval', [by]);
}
