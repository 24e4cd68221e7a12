import {
  boolArray,
  byteaArray,
  float8Array,
  int8Array,
  intArray,
  jsonArray,
  jsonbArray,
  textArray,
  timestamptzArray,
  uuidArray,
} from '@railguard/kit/pg-binary-array';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client(inject('postgresUrl'));
  await client.connect();
});
afterAll(() => client.end());

const ID = '0198f0c0-1234-7abc-8def-0123456789ab';

it.each<[string, Buffer, unknown[]]>([
  ['text', textArray(['', 'né 😀 "{},', null, undefined]), ['', 'né 😀 "{},', null, null]],
  ['uuid', uuidArray([ID, ID.replaceAll('-', '').toUpperCase(), null]), [ID, ID, null]],
  ['bytea', byteaArray([Uint8Array.of(0, 255), new Uint8Array(), null]), [Buffer.of(0, 255), Buffer.of(), null]],
  ['json', jsonArray(['{"a": "\\u0000"}', null]), [{ a: '\u0000' }, null]],
  ['jsonb', jsonbArray(['{"a": [1, "é"]}', null]), [{ a: [1, 'é'] }, null]],
  ['boolean', boolArray([true, false, null]), [true, false, null]],
  ['integer', intArray([-(2 ** 31), 2 ** 31 - 1, 0, null]), [-(2 ** 31), 2 ** 31 - 1, 0, null]],
  ['bigint', int8Array([2 ** 53 - 1, -(2n ** 63n), null]), ['9007199254740991', '-9223372036854775808', null]],
  ['float8', float8Array([0.1, -1e300, Number.POSITIVE_INFINITY, null]), [0.1, -1e300, Number.POSITIVE_INFINITY, null]],
  [
    'timestamptz',
    timestamptzArray(['1970-01-01T00:00:00Z', new Date('2026-11-23T10:00:00.123Z'), 4_102_444_800_001, null]),
    [new Date(0), new Date('2026-11-23T10:00:00.123Z'), new Date('2100-01-01T00:00:00.001Z'), null],
  ],
])('an array of %s arrives as it was sent', async (type, array, expected) => {
  const { rows } = await client.query(
    `select value from unnest($1::${type}[]) with ordinality as t (value, n) order by n`,
    [array],
  );
  expect(rows.map(({ value }) => value)).toEqual(expected);
});

it('an empty array arrives as one', async () => {
  const { rows } = await client.query(`select $1::uuid[] = '{}' as same`, [uuidArray([])]);
  expect(rows).toEqual([{ same: true }]);
});
