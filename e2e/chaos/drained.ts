import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import { queryDatabase } from '@railguard/testing/database-server';
import { eventually } from '@railguard/testing/eventually';
import type { System } from './system.ts';

/** A message whose batches failed again and again waits for minutes; one whose verdict a crash undid, for its lease. */
const DRAINED_WITHIN_MS = 180_000;

/** Waits until no message is ready, delayed or in anybody's hands. @throws Error with what is left */
export async function awaitDrained(system: System): Promise<void> {
  const read = system.broker ? () => inBroker(system) : () => inDatabase(system);
  await eventually('an empty queue', read, ({ left }) => left === 0, DRAINED_WITHIN_MS);
}

async function inDatabase({ databaseUrl }: System) {
  const [row] = await queryDatabase<{ left: number }>(
    databaseUrl,
    'select coalesce(sum(message_count), 0)::int as left from queue_bundle',
  );
  return row!;
}

/** Asks the broker's own tool only once the queues look empty: it takes two seconds, and knows what is unacknowledged. */
async function inBroker({ queue, broker }: System) {
  const { ready, delayed, dead } = await queue.depth(EVENTS_RAW);
  if (ready + delayed > 0) return { left: ready + delayed, ready, delayed };
  const lines = broker!.control('list_queues', 'name', 'messages', '--no-table-headers').trim().split('\n');
  const counts = lines.map((line) => Number(line.split('\t')[1]));
  // Dead letters are looked for by a check of their own.
  const left = counts.reduce((sum, count) => sum + count, 0) - dead;
  return { left, lines };
}
