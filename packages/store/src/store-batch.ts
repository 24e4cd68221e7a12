import { refusal, STORED } from '@railguard/protocol/outcome';
import type { ProcessedMessage } from '@railguard/protocol/processed';
import type pg from 'pg';
import { allocateIssues, type Home } from './batch/allocate-issues.ts';
import { type Candidate, candidatesOf, eventKey, firstByKey, groupKey } from './batch/candidate.ts';
import { countDimensions } from './batch/count-dimensions.ts';
import { countProjectHours } from './batch/count-hours.ts';
import { markFirstEvents } from './batch/first-events.ts';
import { insertEvents } from './batch/insert-events.ts';
import { IssueGoneError } from './batch/issue-gone-error.ts';
import { liveMessagesOf } from './batch/live-messages.ts';
import { holdProjects, lockIssues } from './batch/locks.ts';
import { takeReceipts } from './batch/receipts.ts';
import { storedBefore } from './batch/stored-before.ts';
import { openTagBook } from './batch/tag-book.ts';
import { watchIssues } from './batch/watch-issues.ts';
import { writeIssues } from './batch/write-issues.ts';
import { writeFirstEvents } from './batch/write-outbox.ts';
import type { Database } from './database.ts';
import type { Layout } from './layout/layout.ts';
import { startOfDay } from './layout/partition-day.ts';
import { type LedgerNote, noteFates } from './ledger-writes.ts';
import { announceBatch } from './live.ts';
import { addOutcomes, type OutcomeCount } from './outcomes.ts';
import { rememberReleases } from './project-releases.ts';
import { transaction } from './transaction.ts';

export interface StoredBatch {
  stored: number;
  duplicates: number;
  newIssues: number;
}

const NOTHING: StoredBatch = { stored: 0, duplicates: 0, newIssues: 0 };
const DUPLICATE = refusal('dropped', 'duplicate');
/** Each failure that is worth another attempt can happen once for a reason of its own, and again by bad luck. */
const MAX_ATTEMPTS = 4;

/**
 * Stores a batch, all or nothing, in one transaction: events, issues, counters, outcomes, notifications, live messages.
 * A message that was processed before changes nothing, and counts follow what was really inserted, so any part of it
 * may be delivered again, to any number of workers at once. Messages of projects that are gone are let go.
 *
 * Locks are always taken in one order, so that workers wait for one another but never in a circle:
 * receipts, projects, issues, events, projects whose first event came, then the hourly rows that all of them share, then
 * the ledger; within each by key.
 */
export async function storeBatch(
  database: Database,
  layout: Layout,
  messages: ProcessedMessage[],
): Promise<StoredBatch> {
  const batch = [...firstByKey(messages, ({ id }) => id).values()];
  if (batch.length === 0) return NOTHING;
  const candidates = candidatesOf(batch);
  await rememberReleases(database, candidates);
  for (let attempt = 1; ; attempt++) {
    const homes = await allocateIssues(database, candidates);
    try {
      return await transaction(database, (client) => write(client, batch, homes));
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error;
      if (layout.isOutOfRoom(error)) await makeRoomFor(layout, candidates);
      else if (!(error instanceof IssueGoneError)) throw error;
    }
  }
}

async function write(client: pg.PoolClient, batch: ProcessedMessage[], homes: Map<string, Home>) {
  const receipts = await takeReceipts(
    client,
    batch.map(({ id }) => id),
  );
  const projects = await holdProjects(client, new Set(batch.map(({ project_id }) => project_id)));
  const messages = batch.filter(({ id, project_id }) => receipts.has(id) && projects.has(project_id));
  const candidates = candidatesOf(messages);
  const homeOf = (candidate: Candidate) => {
    const home = homes.get(groupKey(candidate));
    if (home === undefined) throw new IssueGoneError('a group of the batch has no issue');
    return home;
  };
  const issueIdOf = (candidate: Candidate) => homeOf(candidate).id;
  const issues = await lockIssues(client, idsToLock(candidates.map(homeOf)));

  const distinct = [...firstByKey(candidates, eventKey).values()];
  const known = await storedBefore(client, distinct);
  const fresh = distinct.filter((candidate) => !known.has(eventKey(candidate)));
  const tagsOf = openTagBook();
  const stored = await insertEvents(client, fresh, issueIdOf, tagsOf);

  const grouped = [...Map.groupBy(stored, issueIdOf)].map(([id, events]) => ({ issue: issues.get(id)!, events }));
  const changes = await writeIssues(client, grouped, issues, tagsOf);
  await watchIssues(client, projects, changes);

  const awakened = await markFirstEvents(client, projects, stored);
  await writeFirstEvents(client, changes, awakened);
  // Last, since every worker wants these few rows.
  await countProjectHours(client, stored);
  await countDimensions(client, stored);
  await addOutcomes(client, outcomesOf(messages, candidates, stored));
  await noteFates(client, messages.flatMap(notesOf));
  await announceBatch(client, liveMessagesOf(changes, awakened));
  return {
    stored: stored.length,
    duplicates: candidates.length - stored.length,
    newIssues: changes.filter(({ isNew }) => isNew).length,
  };
}

/** Those that the events belong to, and those that show them. */
function idsToLock(homes: Home[]): Set<string> {
  return new Set(homes.flatMap(({ id, mergedInto }) => (mergedInto === null ? [id] : [id, mergedInto])));
}

/** Those that the pipeline found, and of every event whether it was stored or known already. */
function outcomesOf(messages: ProcessedMessage[], candidates: Candidate[], stored: Candidate[]): OutcomeCount[] {
  const isStored = new Set(stored);
  const ofEvents = candidates.map((candidate) => ({
    ...(isStored.has(candidate) ? STORED : DUPLICATE),
    category: 'error' as const,
    quantity: 1,
    project_id: candidate.projectId,
    received_at: candidate.receivedAt,
  }));
  const ofOthers = messages.flatMap(({ project_id, received_at, outcomes }) =>
    outcomes.map((outcome) => ({ ...outcome, project_id, received_at })),
  );
  return [...ofEvents, ...ofOthers];
}

/** Of the events that the pipeline refused; duplicates are stored, so the ledger has nothing to say of them. */
function notesOf({ project_id, received_at, refused = [] }: ProcessedMessage): LedgerNote[] {
  return refused.map(({ event_id, outcome, reason }) => ({ project_id, received_at, event_id, fate: outcome, reason }));
}

async function makeRoomFor(layout: Layout, candidates: Candidate[]): Promise<void> {
  const days = new Set(candidates.map(({ receivedAt }) => startOfDay(new Date(receivedAt)).getTime()));
  for (const day of days) await layout.makeRoom(new Date(day), new Date(day));
}
