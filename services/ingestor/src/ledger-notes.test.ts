import { createLog } from '@railguard/kit/log';
import { newEventId } from '@railguard/protocol/ids';
import { refusal } from '@railguard/protocol/outcome';
import { expect, test } from 'vitest';
import { PROJECT } from '../test/ingestor.ts';
import { createLedgerNotes, type Noted } from './ledger-notes.ts';

const log = createLog('test', 'silent');
const LIMITED = refusal('rate_limited', 'key_limit');
const NOON = Date.UTC(2026, 10, 23, 12);
const ids = (count: number) => Array.from({ length: count }, newEventId);

test('what was accepted within a second is one row for each project, of the time of the first', async () => {
  const written: Noted[] = [];
  let now = NOON;
  const notes = createLedgerNotes({ write: async (noted) => void written.push(noted), log, now: () => now });
  const [a, b, c] = ids(3) as [string, string, string];
  notes.accepted(PROJECT, [a]);
  now += 900;
  notes.accepted(PROJECT, [b, c]);
  notes.accepted('another', [a]);
  await notes.close();
  expect(written).toEqual([
    {
      accepted: [
        { project_id: PROJECT, accepted_at: new Date(NOON), event_ids: [a, b, c] },
        { project_id: 'another', accepted_at: new Date(NOON + 900), event_ids: [a] },
      ],
      refused: [],
      unnamed: [],
    },
  ]);
});

test('a flood of refusals is noted by so many names, and the rest by number', async () => {
  const written: Noted[] = [];
  const notes = createLedgerNotes({ write: async (noted) => void written.push(noted), log });
  for (const id of ids(500)) notes.refused(PROJECT, LIMITED, 1, notes.hasRoom(PROJECT) ? [id] : []);
  expect(notes.hasRoom('another')).toBe(true);
  notes.refused('another', LIMITED, 3, ids(1));
  await notes.close();
  expect(written[0]!.refused).toHaveLength(21);
  expect(written[0]!.unnamed).toEqual([
    { project_id: PROJECT, quantity: 480 },
    { project_id: 'another', quantity: 2 },
  ]);
});

test('of all projects together there is room for two hundred names', async () => {
  const notes = createLedgerNotes({ write: async () => {}, log });
  for (let project = 0; project < 10; project++) notes.refused(`project ${project}`, LIMITED, 20, ids(20));
  expect(notes.hasRoom('another')).toBe(false);
  await notes.flush();
  expect(notes.hasRoom('another')).toBe(true);
  await notes.close();
});

test('what could not be written is tried again as it was, and then what came after it', async () => {
  const tries: string[][] = [];
  let isDown = true;
  const write = async ({ accepted }: Noted) => {
    tries.push(accepted.flatMap(({ event_ids }) => event_ids));
    if (isDown) throw new Error('ECONNREFUSED');
  };
  const notes = createLedgerNotes({ write, log });
  notes.accepted(PROJECT, ['a']);
  await notes.flush();
  notes.accepted(PROJECT, ['b']);
  isDown = false;
  await notes.close();
  expect(tries).toEqual([['a'], ['a'], ['b']]);
});

test('memory is bounded while nothing can be written', async () => {
  const written: Noted[] = [];
  const notes = createLedgerNotes({ write: async (noted) => void written.push(noted), log });
  for (let n = 0; n < 1_100; n++) notes.accepted(PROJECT, Array(100).fill('a'));
  await notes.close();
  expect(written[0]!.accepted[0]!.event_ids).toHaveLength(100_000);
});
