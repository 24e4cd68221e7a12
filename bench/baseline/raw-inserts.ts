import { byteaArray, jsonbArray, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Database } from '@railguard/store/database';
import { decodePayload } from '@railguard/store/payload';
import type { Tables } from '@railguard/store/tables';

type Row = Tables['event'];

const BATCH_SIZE = 500;

/** How the event itself is written: as the JSON it is, or as the product stores it. */
export type PayloadForm = 'jsonb' | 'stored';

const MAKE_TABLE = `
  drop table if exists bench_raw_event;
  create table bench_raw_event (like event including all) partition by range (received_at);
  create table bench_raw_event_rows partition of bench_raw_event default`;
const WITH_JSONB = `
  alter table bench_raw_event drop column payload;
  alter table bench_raw_event add column payload jsonb not null`;

const insert = (type: string) => `
  insert into bench_raw_event
    (project_id, event_id, received_at, issue_id, occurred_at, level, environment, release, payload)
  select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::timestamptz[],
    $6::text[], $7::text[], $8::text[], $9::${type}[])`;

/**
 * How many rows a second one connection inserts into a table shaped like `event`, by binary arrays and nothing else:
 * no queue, no pipeline, no issues, no counters. The rows are those that the product stored for a project. As jsonb
 * they are what a program without Railguard would insert; as stored, a third of that size.
 */
export async function rawInsertsPerSecond(
  database: Database,
  projectId: string,
  limit: number,
  form: PayloadForm,
): Promise<number> {
  const { rows } = await database.pool.query<Row>(
    'select * from event where project_id = $1 order by received_at limit $2',
    [projectId, limit],
  );
  const payloads = form === 'jsonb' ? rows.map(({ payload }) => JSON.stringify(decodePayload(payload))) : [];
  await database.pool.query(MAKE_TABLE);
  try {
    if (form === 'jsonb') await database.pool.query(WITH_JSONB);
    const statement = insert(form === 'jsonb' ? 'jsonb' : 'bytea');
    const started = performance.now();
    for (let from = 0; from < rows.length; from += BATCH_SIZE) {
      const batch = rows.slice(from, from + BATCH_SIZE);
      const encoded =
        form === 'jsonb'
          ? jsonbArray(payloads.slice(from, from + BATCH_SIZE))
          : byteaArray(batch.map((row) => row.payload));
      await database.pool.query(statement, [...columnsOf(batch), encoded]);
    }
    return rows.length / ((performance.now() - started) / 1_000);
  } finally {
    await database.pool.query('drop table bench_raw_event');
  }
}

function columnsOf(rows: Row[]): Buffer[] {
  return [
    uuidArray(rows.map((row) => row.project_id)),
    uuidArray(rows.map((row) => row.event_id)),
    timestamptzArray(rows.map((row) => row.received_at)),
    uuidArray(rows.map((row) => row.issue_id)),
    timestamptzArray(rows.map((row) => row.occurred_at)),
    textArray(rows.map((row) => row.level)),
    textArray(rows.map((row) => row.environment)),
    textArray(rows.map((row) => row.release)),
  ];
}
