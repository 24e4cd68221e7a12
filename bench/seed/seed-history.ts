import { newUuid } from '@railguard/protocol/ids';
import type { ProcessedMessage } from '@railguard/protocol/processed';
import type { Database } from '@railguard/store/database';
import { chooseLayout } from '@railguard/store/layout/choose-layout';
import { storeBatch } from '@railguard/store/store-batch';
import { foldTags } from '@railguard/store/tags/fold-tags';
import { DISTINCT_GROUPS } from '../events/group.ts';
import { createRandom, zipf } from '../events/random.ts';
import { createHistoryEvents } from './history-event.ts';

export const HISTORY_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A receipt is written for each message, and a hundred events is what one may hold. */
const EVENTS_PER_MESSAGE = 100;
const MESSAGES_PER_BATCH = 10;
const PROGRESS_EVERY = 100_000;
/** What a worker stores in a few seconds. */
const FOLD_EVERY = 20_000;

/**
 * Fills a project with a past: through the store's own write path, in the order it would have happened, so every
 * table, index and counter is as the worker would have left it. Only the door, the queue and the pipeline are passed by.
 * Each issue is seen at least once; the rest fall by Zipf's law.
 */
export async function seedHistory(
  database: Database,
  projectId: string,
  { events, issues, say }: { events: number; issues: number; say: (sentence: string) => void },
): Promise<void> {
  if (issues > DISTINCT_GROUPS) throw new RangeError(`there are only ${DISTINCT_GROUPS} different issues`);
  if (issues > events) throw new RangeError(`${events} events cannot make ${issues} issues`);
  const layout = await chooseLayout(database);
  const start = Date.now() - HISTORY_DAYS * DAY_MS;
  const step = (HISTORY_DAYS * DAY_MS) / events;
  await layout.makeRoom(new Date(start), new Date());

  const random = createRandom(42);
  const chooseIssue = zipf(issues);
  const eventOf = createHistoryEvents(random);
  // Every so many events belong to the next issue that was not seen yet, so that issues keep appearing to the end.
  const firstSightEvery = Math.floor(events / issues);
  const issueAt = (index: number) =>
    index % firstSightEvery === 0 ? (index / firstSightEvery) % issues : chooseIssue(random);

  for (let from = 0; from < events; from += EVENTS_PER_MESSAGE * MESSAGES_PER_BATCH) {
    const messages: ProcessedMessage[] = [];
    for (let first = from; first < Math.min(from + EVENTS_PER_MESSAGE * MESSAGES_PER_BATCH, events); ) {
      const last = Math.min(first + EVENTS_PER_MESSAGE, events);
      const receivedAt = new Date(start + last * step);
      const some = Array.from({ length: last - first }, (_, offset) =>
        eventOf(issueAt(first + offset), new Date(start + (first + offset) * step)),
      );
      messages.push(messageOf(projectId, receivedAt, some));
      first = last;
    }
    await storeBatch(database, layout, messages);
    if (from > 0 && from % FOLD_EVERY === 0) await foldTags(database);
    if (from > 0 && from % PROGRESS_EVERY === 0) say(`${from} events`);
  }
  while (await foldTags(database));
  // What autovacuum does in the quiet minutes of thirty days.
  await database.pool.query('vacuum (analyze)');
}

function messageOf(projectId: string, receivedAt: Date, events: ProcessedMessage['events']): ProcessedMessage {
  return { id: newUuid(), project_id: projectId, received_at: receivedAt.toISOString(), events, outcomes: [] };
}
