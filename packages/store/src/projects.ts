import type { Database } from './database.ts';
import type { ProjectKeyRow } from './project-keys.ts';
import type { Scope } from './scope.ts';
import type { Role } from './tables.ts';

export interface ProjectRow {
  id: string;
  organization_id: string;
  numeric_id: number;
  slug: string;
  name: string;
  platform: string;
  allowed_origins: string[];
  created_at: Date;
  /** What the reader may do here. */
  role: Role;
}

export interface ProjectPage {
  limit: number;
  /** The last project of the page before. */
  after?: { name: string; id: string };
}

export interface NewProject {
  organization_id: string;
  name: string;
  platform?: string;
  /** Absent: made from the name, and made unique by a number where it is taken. */
  slug?: string;
  allowed_origins?: string[];
}

/** The slug is taken in this organisation. */
export class SlugTakenError extends Error {
  override name = 'SlugTakenError';
}

/**
 * Creates a project with its first key, in one transaction. undefined where the reader is not of the organisation.
 * @throws SlugTakenError where the slug was given and is taken
 */
export async function createProject(
  _database: Database,
  _scope: Scope,
  _input: NewProject,
): Promise<{ project: ProjectRow; key: ProjectKeyRow } | undefined> {
  throw new Error('not written yet');
}

/** By name. */
export async function listProjects(_database: Database, _scope: Scope, _page: ProjectPage): Promise<ProjectRow[]> {
  throw new Error('not written yet');
}

/** undefined where there is none, or it is not visible. */
export async function getProject(_database: Database, _scope: Scope, _id: string): Promise<ProjectRow | undefined> {
  throw new Error('not written yet');
}

/** @throws SlugTakenError */
export async function updateProject(
  _database: Database,
  _scope: Scope,
  _id: string,
  _changes: { name?: string; slug?: string; platform?: string; allowed_origins?: string[] },
): Promise<ProjectRow | undefined> {
  throw new Error('not written yet');
}

/** With everything in it. Whether there was such a project. */
export async function deleteProject(_database: Database, _scope: Scope, _id: string): Promise<boolean> {
  throw new Error('not written yet');
}
