import type { Log } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import type { CountedOutcome } from '@railguard/protocol/outcome';

/** Takes what became of items that the door refused. */
export interface OutcomeSink {
  record(projectId: string, outcome: CountedOutcome): void;
}

/** So many items of a project met one fate in one hour of receipt. */
export interface OutcomeRow extends CountedOutcome {
  project_id: string;
  received_at: Date;
}

export interface OutcomeTally extends OutcomeSink {
  /** Writes what was counted; where that fails it stays counted for the next time. */
  flush(): Promise<void>;
  /** Stops the clock and flushes a last time. */
  close(): Promise<void>;
}

interface Options {
  /**
   * Adds the rows to the counters, once for each id: a write that failed is tried again with the same rows and id,
   * since it may have been done and only the answer lost.
   */
  write(rows: OutcomeRow[], id: string): Promise<void>;
  log: Log;
  everyMs?: number;
  now?: () => number;
}

/** Some eighty combinations a project at the very most, so far more than refusals within a second come to. */
const MOST_ROWS = 10_000;
const HOUR_MS = 3_600_000;

/**
 * Counts refusals in memory and writes them once a second, so that a flood of refused requests costs the database
 * one statement. A crash loses at most that second: counts of refused items promise less than events do.
 *
 *     counted ─ once a second ─► being written ─┬─ written ─► gone
 *                                    ▲          └─ failed ──┐
 *                                    └── the next second ───┘ what is counted meanwhile waits its turn
 */
export function createOutcomeTally({ write, log, everyMs = 1_000, now = Date.now }: Options): OutcomeTally {
  let counted = new Map<string, OutcomeRow>();
  let unwritten: { id: string; rows: OutcomeRow[] } | undefined;
  let writing: Promise<void> | undefined;
  const timer = setInterval(flush, everyMs);
  timer.unref();

  function add(row: OutcomeRow): void {
    const id = [row.project_id, row.received_at.getTime(), row.category, row.outcome, row.reason].join(' ');
    const same = counted.get(id);
    if (same) same.quantity += row.quantity;
    else if (counted.size < MOST_ROWS) counted.set(id, row);
  }

  /** What failed before goes first, and alone, since what it adds to must not change. */
  async function writeCounted(): Promise<void> {
    try {
      if (unwritten) await writeParcel();
      if (counted.size === 0) return;
      unwritten = { id: newUuid(), rows: [...counted.values()] };
      counted = new Map();
      await writeParcel();
    } catch (error) {
      log.warn(
        { err: error, rows: unwritten?.rows.length },
        'outcomes could not be written and are kept for the next try',
      );
    }
  }

  async function writeParcel(): Promise<void> {
    if (unwritten) await write(unwritten.rows, unwritten.id);
    unwritten = undefined;
  }

  function flush(): Promise<void> {
    writing ??= writeCounted().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    record(projectId, outcome) {
      const received_at = new Date(Math.floor(now() / HOUR_MS) * HOUR_MS);
      add({ ...outcome, project_id: projectId, received_at });
    },
    flush,
    async close() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}
