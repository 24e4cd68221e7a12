import { about, type Check } from './check.ts';
import { storedEvents } from './stored-events.ts';

/** Every acknowledged event is stored, each event once, and none that nobody sent. */
export const storedOnce: Check = async ({ databaseUrl, ledger }) => {
  const stored = await storedEvents(databaseUrl);
  const times = new Map<string, number>();
  for (const { id } of stored) times.set(id, (times.get(id) ?? 0) + 1);
  const expected = [...ledger.events().values()];
  const strays = stored.filter(({ id, projectId }) => ledger.events().get(id)?.projectId !== projectId);
  return [
    ...about(
      'acknowledged events are not stored',
      expected.filter(({ id, isAcknowledged }) => isAcknowledged && !times.has(id)).map(({ id }) => id),
    ),
    ...about(
      'events are stored more than once',
      [...times].filter(([, count]) => count > 1).map(([id]) => id),
    ),
    ...about('events are stored that nobody sent to their project', strays),
  ];
};
