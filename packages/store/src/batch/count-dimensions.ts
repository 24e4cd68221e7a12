import { int8Array, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import { createTally, startOfHour } from '../tally.ts';
import type { Candidate } from './candidate.ts';

/** What events of a project are counted by, beside time. */
export const DIMENSIONS = ['environment', 'release', 'level'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** An index entry must fit on a third of a page, and no client's text may decide whether it does. */
const MAX_VALUE = 250;
/** Of a project, dimension and hour; who sends a new release with every event fills one row with the rest. */
const MAX_VALUES = 30;

/**
 * Counts newly stored events by environment, release and level for each hour of their own time. Rows that every worker
 * wants, so this comes late in the transaction.
 */
export async function countDimensions(client: pg.PoolClient, events: Candidate[]): Promise<void> {
  const tally = createTally<[projectId: string, dimension: Dimension, hour: number, value: string]>();
  for (const { projectId, occurredAt, processed } of events) {
    for (const dimension of DIMENSIONS) {
      const value = dimensionValue(processed.event[dimension]);
      if (value) tally.add([projectId, dimension, startOfHour(occurredAt), value], 1);
    }
  }
  const rows = tally.entries();
  if (rows.length === 0) return;
  await client.query(COUNT, [
    uuidArray(rows.map(({ key }) => key[0])),
    textArray(rows.map(({ key }) => key[1])),
    timestamptzArray(rows.map(({ key }) => key[2])),
    textArray(rows.map(({ key }) => key[3])),
    int8Array(rows.map(({ quantity }) => quantity)),
  ]);
}

/** A value as it is counted: long ones are cut. */
export function dimensionValue(value: string | undefined): string {
  return value?.slice(0, MAX_VALUE) ?? '';
}

/** Values that are known are looked up one by one; how many there are is asked for new ones only. */
const COUNT = prepared(
  'count dimensions',
  `
  insert into dimension_hourly (project_id, dimension, hour, value, event_count)
  select project_id, dimension, hour,
    case
      when known then value
      when place <= ${MAX_VALUES} - (
        select count(*) from dimension_hourly
        where dimension_hourly.project_id = ranked.project_id and dimension_hourly.dimension = ranked.dimension
          and dimension_hourly.hour = ranked.hour and dimension_hourly.value <> ''
      ) then value
      else ''
    end as value,
    sum(event_count)
  from (
    select counted.*, known, row_number() over (partition by project_id, dimension, hour, known order by value) as place
    from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::bigint[])
      as counted (project_id, dimension, hour, value, event_count)
    left join lateral (
      select true as known from dimension_hourly
      where dimension_hourly.project_id = counted.project_id and dimension_hourly.dimension = counted.dimension
        and dimension_hourly.hour = counted.hour and dimension_hourly.value = counted.value
      limit 1
    ) as stored on true
  ) as ranked
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (project_id, dimension, hour, value)
    do update set event_count = dimension_hourly.event_count + excluded.event_count`,
);
