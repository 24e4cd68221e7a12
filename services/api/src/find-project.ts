import type { Database } from '@railguard/store/database';
import { getProject, type ProjectRow } from '@railguard/store/projects';
import type { Scope } from '@railguard/store/scope';
import { found } from './found.ts';

/** @throws ProblemError `not_found` where there is none, or it is not this person's to see */
export async function findProject(database: Database, scope: Scope, id: string): Promise<ProjectRow> {
  return found(await getProject(database, scope, id));
}
