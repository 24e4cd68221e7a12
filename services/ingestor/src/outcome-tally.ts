import type { Log } from '@railguard/kit/log';
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
  write(rows: OutcomeRow[]): Promise<void>;
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
 */
export function createOutcomeTally({ write, log, everyMs = 1_000, now = Date.now }: Options): OutcomeTally {
  let counted = new Map<string, OutcomeRow>();
  let writing: Promise<void> | undefined;
  const timer = setInterval(flush, everyMs);
  timer.unref();

  function add(row: OutcomeRow): void {
    const id = [row.project_id, row.received_at.getTime(), row.category, row.outcome, row.reason].join(' ');
    const same = counted.get(id);
    if (same) same.quantity += row.quantity;
    else if (counted.size < MOST_ROWS) counted.set(id, row);
  }

  async function writeCounted(): Promise<void> {
    const rows = [...counted.values()];
    if (rows.length === 0) return;
    counted = new Map();
    try {
      await write(rows);
    } catch (error) {
      log.warn({ err: error, rows: rows.length }, 'outcomes could not be written and are kept for the next try');
      for (const row of rows) add(row);
    }
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
