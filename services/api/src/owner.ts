import type { Database } from '@railguard/store/database';
import type { ProjectKeyRow } from '@railguard/store/project-keys';
import { createProject, type ProjectRow } from '@railguard/store/projects';
import { hasUsers, createOwner as storeOwner, type UserRow } from '@railguard/store/users';
import { hashPassword } from './auth/password.ts';

export interface NewOwner {
  email: string;
  /** At least ten characters; the caller has checked that. */
  password: string;
  name?: string;
  organization_name?: string;
  project_name?: string;
}

export interface CreatedOwner {
  user: UserRow;
  /** The first project, so that there is a DSN to use at once. */
  project: ProjectRow;
  key: ProjectKeyRow;
}

/**
 * Creates the owner account, its organisation and a first project with a key. Once for an installation: undefined where
 * an account exists already, however many callers try at once.
 */
export async function createOwner(database: Database, owner: NewOwner): Promise<CreatedOwner | undefined> {
  // Hashing is costly on purpose; most starts need none.
  if (await hasUsers(database)) return undefined;
  const created = await storeOwner(database, {
    email: owner.email,
    password_hash: await hashPassword(owner.password),
    name: owner.name ?? '',
    organization_name: owner.organization_name ?? 'My organisation',
  });
  if (!created) return undefined;
  const { user, organization_id } = created;
  const name = owner.project_name ?? 'My app';
  const first = await createProject(database, { userId: user.id }, { organization_id, name });
  if (!first) throw new Error('the new owner cannot see the organisation that was made with the account');
  return { user, ...first };
}
