import type { Log } from '@railguard/kit/log';
import type { Outcome } from '@railguard/protocol/outcome';
import type { AcceptedIds, LedgerNote, UnnamedRefusals } from '@railguard/store/ledger-writes';

/** Takes what the door learns of single events, for people who ask where one is. */
export interface LedgerSink {
  /** The queue holds these events of a project. */
  accepted(projectId: string, eventIds: string[]): void;
  /** So many events of a project were refused; the ids of some may be known. */
  refused(projectId: string, outcome: Outcome, quantity: number, eventIds: string[]): void;
  /** Whether another refusal of the project would be noted: else its id is not worth looking for. */
  hasRoom(projectId: string): boolean;
}

export interface LedgerNotes extends LedgerSink {
  /** Writes what was noted; where that fails it stays noted for the next time. */
  flush(): Promise<void>;
  /** Stops the clock and flushes a last time. */
  close(): Promise<void>;
}

/** What was noted within about a second. */
export interface Noted {
  accepted: AcceptedIds[];
  refused: LedgerNote[];
  unnamed: UnnamedRefusals[];
}

interface Options {
  write(noted: Noted): Promise<void>;
  log: Log;
  everyMs?: number;
  now?: () => number;
}

/** Of all projects between two writes: ten seconds of a busy ingestor, some 10 MB. */
const MOST_ACCEPTED = 100_000;
const MOST_PROJECTS = 10_000;
/** Between two writes: a flood of refusals costs no more than that, and the rest is counted. */
const MOST_REFUSED = 200;
const MOST_REFUSED_OF_PROJECT = 20;

/**
 * Notes in memory, written once a second, what became of single events at the door. A crash loses at most that second,
 * and a database that is away some of it: those events are `unknown` until they are stored, and nothing else is lost.
 * Writing the same twice changes nothing but the number of refusals without a name, which is no sum that must be right.
 *
 *     noted ─ once a second ─► being written ─┬─ written ─► gone
 *                                 ▲           └─ failed ──┐
 *                                 └──── the next second ──┘ what is noted meanwhile waits its turn
 */
export function createLedgerNotes({ write, log, everyMs = 1_000, now = Date.now }: Options): LedgerNotes {
  let page = emptyPage();
  let unwritten: Noted | undefined;
  let writing: Promise<void> | undefined;
  const timer = setInterval(flush, everyMs);
  timer.unref();

  async function writePage(): Promise<void> {
    try {
      if (unwritten) await write(unwritten);
      unwritten = undefined;
      if (page.projects.size === 0) return;
      unwritten = notedOn(page);
      page = emptyPage();
      await write(unwritten);
      unwritten = undefined;
    } catch (error) {
      log.warn({ err: error }, 'the ledger could not be written and is kept for the next try');
    }
  }

  function flush(): Promise<void> {
    writing ??= writePage().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  function notesOf(projectId: string): ProjectNotes | undefined {
    let notes = page.projects.get(projectId);
    if (!notes && page.projects.size < MOST_PROJECTS) {
      notes = { acceptedAt: 0, accepted: [], refused: [], unnamed: 0 };
      page.projects.set(projectId, notes);
    }
    return notes;
  }

  const hasRoom = (projectId: string) => {
    const refused = page.projects.get(projectId)?.refused.length ?? 0;
    return page.refusedCount < MOST_REFUSED && refused < MOST_REFUSED_OF_PROJECT;
  };

  return {
    hasRoom,
    accepted(projectId, eventIds) {
      if (page.acceptedCount + eventIds.length > MOST_ACCEPTED) return;
      const notes = notesOf(projectId);
      if (!notes) return;
      // The first of them, so that whatever a worker says of any of them comes later.
      if (notes.accepted.length === 0) notes.acceptedAt = now();
      for (const id of eventIds) notes.accepted.push(id);
      page.acceptedCount += eventIds.length;
    },
    refused(projectId, { outcome, reason }, quantity, eventIds) {
      const notes = notesOf(projectId);
      if (!notes || outcome === 'stored' || outcome === 'client_discarded') return;
      let named = 0;
      for (const event_id of eventIds) {
        if (!hasRoom(projectId)) break;
        notes.refused.push({ project_id: projectId, event_id, received_at: now(), fate: outcome, reason });
        page.refusedCount++;
        named++;
      }
      notes.unnamed += Math.max(0, quantity - named);
    },
    flush,
    async close() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}

interface ProjectNotes {
  acceptedAt: number;
  accepted: string[];
  refused: LedgerNote[];
  unnamed: number;
}

interface Page {
  projects: Map<string, ProjectNotes>;
  acceptedCount: number;
  refusedCount: number;
}

function emptyPage(): Page {
  return { projects: new Map(), acceptedCount: 0, refusedCount: 0 };
}

function notedOn({ projects }: Page): Noted {
  const all = [...projects];
  return {
    accepted: all.flatMap(([project_id, { acceptedAt, accepted }]) =>
      accepted.length > 0 ? [{ project_id, accepted_at: new Date(acceptedAt), event_ids: accepted }] : [],
    ),
    refused: all.flatMap(([, { refused }]) => refused),
    unnamed: all.flatMap(([project_id, { unnamed }]) => (unnamed > 0 ? [{ project_id, quantity: unnamed }] : [])),
  };
}
