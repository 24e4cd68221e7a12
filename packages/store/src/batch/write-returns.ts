import type pg from 'pg';
import { type Activity, writeActivity } from '../issue-activity.ts';
import type { IssueChange } from './issue-change.ts';

/** Writes into their histories which issues came back, and why. */
export async function writeReturns(client: pg.PoolClient, changes: IssueChange[]): Promise<void> {
  const returned = changes.flatMap(({ issue, back }): Activity[] => {
    // Housekeeping may have been quicker to see that a time has passed, and said so.
    if (!back || issue.status === 'unresolved') return [];
    const data = back.kind === 'regressed' ? { release: back.release } : { reason: back.reason };
    return [{ issue_id: issue.id, kind: back.kind, data }];
  });
  await writeActivity(client, returned);
}
