import type { Database } from './database.ts';
import type { Scope } from './scope.ts';

/** What the door needs to know about a key. */
export interface IngestKey {
  key_id: string;
  project_id: string;
  numeric_id: number;
  public_key: string;
  /** Items a minute; null means no limit. */
  rate_limit_per_minute: number | null;
  /** Empty means any. */
  allowed_origins: string[];
  revoked: boolean;
}

/** A key as people manage it. */
export interface ProjectKeyRow {
  id: string;
  project_id: string;
  public_key: string;
  label: string;
  rate_limit_per_minute: number | null;
  revoked_at: Date | null;
  created_at: Date;
}

export interface KeyPage {
  limit: number;
  /** The last key of the page before. */
  after?: { id: string };
}

/** The key and its project; undefined where no key has this public part. `publicKey` may be any text. */
export async function findKey(_database: Database, _publicKey: string): Promise<IngestKey | undefined> {
  throw new Error('not written yet');
}

/** Keys of a project, oldest first. Empty where the project is not visible. */
export async function listKeys(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _page: KeyPage,
): Promise<ProjectKeyRow[]> {
  throw new Error('not written yet');
}

/** The first `limit` keys of each project, active ones first and then the oldest, for lists of projects. */
export async function keysOfProjects(
  _database: Database,
  _scope: Scope,
  _projectIds: string[],
  _limit: number,
): Promise<Map<string, ProjectKeyRow[]>> {
  throw new Error('not written yet');
}

/** undefined where the project is not visible. */
export async function createKey(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _input: { label?: string; rate_limit_per_minute?: number | null },
): Promise<ProjectKeyRow | undefined> {
  throw new Error('not written yet');
}

/** `is_active` false revokes, true restores. undefined where the key is not visible. */
export async function updateKey(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _keyId: string,
  _changes: { label?: string; rate_limit_per_minute?: number | null; is_active?: boolean },
): Promise<ProjectKeyRow | undefined> {
  throw new Error('not written yet');
}

/** Whether there was such a key to delete. */
export async function deleteKey(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _keyId: string,
): Promise<boolean> {
  throw new Error('not written yet');
}
