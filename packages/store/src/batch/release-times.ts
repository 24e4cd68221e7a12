import { textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Queryable } from '../database.ts';
import { releaseName } from '../project-releases.ts';
import type { Candidate } from './candidate.ts';
import type { LockedIssue } from './locks.ts';

/** When projects first saw releases, in milliseconds since 1970. Only of those that were asked for. */
export type ReleaseTimes = ReadonlyMap<string, number>;

export const NO_RELEASES: ReleaseTimes = new Map();

const keyOf = (projectId: string, version: string) => projectId + version;

/** undefined where it was not seen. */
export function firstSeen(releases: ReleaseTimes, projectId: string, version: string): number | undefined {
  return releases.get(keyOf(projectId, releaseName(version)));
}

/**
 * Reads what it takes to say whether issues that were resolved in a release have regressed; no statement where none of
 * them was.
 */
export async function readReleaseTimes(
  queryable: Queryable,
  changed: { issue: LockedIssue; events: Candidate[] }[],
): Promise<ReleaseTimes> {
  const wanted = new Map<string, [projectId: string, version: string]>();
  for (const { issue, events } of changed) {
    if (issue.status !== 'resolved' || issue.resolution === null) continue;
    const fixed = issue.resolution === 'next_release' ? [] : [issue.resolution.in_release];
    for (const release of [...fixed, ...events.map(({ processed }) => processed.event.release)]) {
      if (!release) continue;
      const version = releaseName(release);
      wanted.set(keyOf(issue.project_id, version), [issue.project_id, version]);
    }
  }
  if (wanted.size === 0) return NO_RELEASES;
  const pairs = [...wanted.values()];
  const { rows } = await queryable.query<{ project_id: string; version: string; first_seen: Date }>(READ, [
    uuidArray(pairs.map(([projectId]) => projectId)),
    textArray(pairs.map(([, version]) => version)),
  ]);
  return new Map(rows.map((row) => [keyOf(row.project_id, row.version), row.first_seen.getTime()]));
}

const READ = `
  select project_id, version, first_seen from project_release
  join unnest($1::uuid[], $2::text[]) as wanted (project_id, version) using (project_id, version)`;
