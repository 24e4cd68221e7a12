import { uuidArray } from '@railguard/kit/pg-binary-array';
import { isUuid } from '@railguard/protocol/ids';
import type pg from 'pg';
import type { DeadLetter, DeadLetters } from '../queue.ts';
import { DISCARD_DEAD, LIST_DEAD, REPLAY_DEAD } from './sql.ts';

const MOST_PER_PAGE = 100;

export function createDeadLetters(pool: pg.Pool): DeadLetters {
  return {
    list: async (topic, { limit, before }) => {
      const most = Math.min(Math.max(limit, 1), MOST_PER_PAGE);
      const { rows } = await pool.query<DeadLetter>(LIST_DEAD, [topic, before ?? null, most]);
      return rows;
    },
    replay: async (topic, ids) => {
      const { rows } = await pool.query<{ replayed: number }>(REPLAY_DEAD, [topic, known(ids)]);
      return rows[0]!.replayed;
    },
    discard: async (topic, ids) => {
      const { rowCount } = await pool.query(DISCARD_DEAD, [topic, known(ids)]);
      return rowCount ?? 0;
    },
  };
}

/** What is not a UUID is no message's id, and so counts as one that is not there. */
function known(ids: string[]): Buffer {
  return uuidArray(ids.filter(isUuid));
}
