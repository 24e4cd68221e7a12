import { textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Candidate } from './batch/candidate.ts';
import type { Database } from './database.ts';

/** As much of a release as tags keep, too. */
const MAX_NAME = 250;
/** Of a project. Who sends a new release with every event must not fill the table. */
const MAX_RELEASES = 10_000;
/** Releases that a process knows to be written: some megabytes at most. */
const MAX_KNOWN = 20_000;

/** Forgotten with the database that it tells of. A release of a project that is gone harms nobody here. */
const known = new WeakMap<Database, Set<string>>();

/** What a release is called in tables. */
export function releaseName(release: string): string {
  return release.slice(0, MAX_NAME);
}

/**
 * Writes down releases that are seen for the first time. A statement of its own before the batch's transaction, so that
 * workers which see a release at once never wait for one another's batches; and none for releases that this process
 * has written before.
 */
export async function rememberReleases(database: Database, candidates: Candidate[]): Promise<void> {
  const written = knownTo(database);
  const unknown = new Map<string, { projectId: string; version: string; receivedAt: number }>();
  for (const { projectId, receivedAt, processed } of candidates) {
    const { release } = processed.event;
    if (!release) continue;
    const version = releaseName(release);
    const key = projectId + version;
    if (written.has(key)) continue;
    const earlier = unknown.get(key);
    if (!earlier || receivedAt < earlier.receivedAt) unknown.set(key, { projectId, version, receivedAt });
  }
  if (unknown.size === 0) return;
  const releases = [...unknown.values()];
  await database.pool.query(INSERT, [
    uuidArray(releases.map(({ projectId }) => projectId)),
    textArray(releases.map(({ version }) => version)),
    timestamptzArray(releases.map(({ receivedAt }) => receivedAt)),
  ]);
  if (written.size + unknown.size > MAX_KNOWN) written.clear();
  for (const key of [...unknown.keys()].slice(0, MAX_KNOWN)) written.add(key);
}

function knownTo(database: Database): Set<string> {
  const set = known.get(database) ?? new Set<string>();
  known.set(database, set);
  return set;
}

/** How many a project has is counted once for the statement, and only where there are new ones. */
const INSERT = `
  insert into project_release (project_id, version, first_seen)
  select project_id, version, first_seen
  from (
    select seen.*, row_number() over (partition by project_id order by first_seen, version) as place
    from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as seen (project_id, version, first_seen)
    where exists (select from project where project.id = seen.project_id and deleted_at is null)
      and not exists (select from project_release as release
                      where release.project_id = seen.project_id and release.version = seen.version)
  ) as ranked
  left join (
    select project_id, count(*) as count from project_release where project_id = any($1::uuid[]) group by project_id
  ) as written using (project_id)
  where place <= ${MAX_RELEASES} - coalesce(written.count, 0)
  order by project_id, version
  on conflict do nothing`;
