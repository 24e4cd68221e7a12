import { ProblemError } from '@railguard/contract/problem';
import { comeBackLater } from './come-back-later.ts';
import type { Door } from './door.ts';
import { KeysUnavailableError, type ProjectKey } from './key-directory.ts';

/**
 * The key of a request. `project` is what the address names, a UUID or a numeric alias; where it names none, the
 * key alone says which project is meant.
 *
 * @throws ProblemError `invalid_key`, the same whether the key is missing, unknown, revoked or of another project,
 *   so that nobody learns which exist; `queue_unavailable` where it cannot be known now
 */
export async function findKey(
  { keys }: Door,
  publicKey: string | undefined,
  project: string | undefined,
): Promise<ProjectKey> {
  if (publicKey === undefined) throw new ProblemError('invalid_key');
  const key = await keys.find(publicKey).catch((error: unknown) => {
    if (!(error instanceof KeysUnavailableError)) throw error;
    throw comeBackLater();
  });
  if (!key || (project !== undefined && !isProjectOf(key, project))) throw new ProblemError('invalid_key');
  return key;
}

/** Whether a UUID or numeric alias, in any spelling clients make of them, is that of the key's project. */
export function isProjectOf(key: ProjectKey, project: string): boolean {
  return /^\d+$/.test(project) ? Number(project) === key.numeric_id : project.toLowerCase() === key.project_id;
}
