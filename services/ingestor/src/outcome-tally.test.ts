import { createLog } from '@railguard/kit/log';
import type { CountedOutcome } from '@railguard/protocol/outcome';
import { expect, test } from 'vitest';
import { PROJECT } from '../test/ingestor.ts';
import { createOutcomeTally, type OutcomeRow } from './outcome-tally.ts';

const log = createLog('test', 'silent');
const LIMITED: CountedOutcome = { category: 'error', outcome: 'rate_limited', reason: 'key_limit', quantity: 1 };
const NOON = Date.UTC(2026, 10, 23, 12);

test('what met one fate in one hour is written as one row', async () => {
  const written: OutcomeRow[][] = [];
  let now = NOON + 1;
  const tally = createOutcomeTally({ write: async (rows) => void written.push(rows), log, now: () => now });
  tally.record(PROJECT, LIMITED);
  tally.record(PROJECT, { ...LIMITED, quantity: 4 });
  now += 3_600_000;
  tally.record(PROJECT, LIMITED);
  await tally.close();
  expect(written).toEqual([
    [
      { ...LIMITED, quantity: 5, project_id: PROJECT, received_at: new Date(NOON) },
      { ...LIMITED, quantity: 1, project_id: PROJECT, received_at: new Date(NOON + 3_600_000) },
    ],
  ]);
});

test('what could not be written is tried again as it was, under the same id, and then what came after it', async () => {
  const tries: { id: string; quantities: number[] }[] = [];
  let isDown = true;
  const write = async (rows: OutcomeRow[], id: string) => {
    tries.push({ id, quantities: rows.map(({ quantity }) => quantity) });
    if (isDown) throw new Error('ECONNREFUSED');
  };
  const tally = createOutcomeTally({ write, log });
  tally.record(PROJECT, LIMITED);
  await tally.flush();
  tally.record(PROJECT, { ...LIMITED, quantity: 2 });
  isDown = false;
  await tally.close();
  expect(tries.map(({ quantities }) => quantities)).toEqual([[1], [1], [2]]);
  expect(tries[1]!.id).toBe(tries[0]!.id);
  expect(tries[2]!.id).not.toBe(tries[0]!.id);
});

test('it writes by itself, and nothing where nothing was counted', async () => {
  const { promise: wrote, resolve } = Promise.withResolvers<OutcomeRow[]>();
  let writes = 0;
  const write = async (rows: OutcomeRow[]) => {
    writes++;
    resolve(rows);
  };
  const tally = createOutcomeTally({ write, log, everyMs: 5 });
  tally.record(PROJECT, LIMITED);
  expect(await wrote).toHaveLength(1);
  await tally.close();
  expect(writes).toBe(1);
});

test('what is counted during a write that fails is not lost at the end', async () => {
  const written: OutcomeRow[][] = [];
  const first = Promise.withResolvers<void>();
  let tries = 0;
  const write = async (rows: OutcomeRow[]) => {
    if (tries++ === 0) await first.promise;
    written.push(rows);
  };
  const tally = createOutcomeTally({ write, log });
  tally.record(PROJECT, LIMITED);
  void tally.flush();
  tally.record(PROJECT, LIMITED);
  const closed = tally.close();
  first.reject(new Error('terminated'));
  await closed;
  expect(written.flat().map(({ quantity }) => quantity)).toEqual([1, 1]);
});
