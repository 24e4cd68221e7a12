import type pg from 'pg';
import type { Candidate } from './candidate.ts';
import type { HeldProject } from './locks.ts';

/**
 * Notes when a project got its first event, and answers the projects that just did. Projects that have had one are
 * known from when they were held, so it costs a statement once in a project's life; where two batches bring the first
 * event, the second one waits here and finds it noted.
 */
export async function markFirstEvents(
  client: pg.PoolClient,
  projects: Map<string, HeldProject>,
  stored: Candidate[],
): Promise<string[]> {
  const first = new Map<string, number>();
  for (const { projectId, receivedAt } of stored) {
    if (!projects.get(projectId)?.is_silent) continue;
    first.set(projectId, Math.min(receivedAt, first.get(projectId) ?? receivedAt));
  }
  if (first.size === 0) return [];
  // In the order of ids, so that two batches wait for one another in one direction only.
  const ids = [...first.keys()].sort();
  const awakened: string[] = [];
  for (const id of ids) {
    const { rowCount } = await client.query(MARK, [id, new Date(first.get(id)!)]);
    if (rowCount === 1) awakened.push(id);
  }
  return awakened;
}

const MARK = 'update project set first_event_at = $2 where id = $1 and first_event_at is null';
