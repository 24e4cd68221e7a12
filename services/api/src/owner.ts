import type { Database } from '@railguard/store/database';
import { type CreatedOwner, hasUsers, createOwner as storeOwner } from '@railguard/store/users';
import { hashPassword } from './auth/password.ts';

export interface NewOwner {
  email: string;
  /** At least ten characters; the caller has checked that. */
  password: string;
  name?: string;
  organization_name?: string;
  project_name?: string;
}

/**
 * Creates the owner account, its organisation and a first project with a key. Once for an installation: undefined where
 * an account exists already, however many callers try at once.
 */
export async function createOwner(database: Database, owner: NewOwner): Promise<CreatedOwner | undefined> {
  // Hashing is costly on purpose; most starts need none.
  if (await hasUsers(database)) return undefined;
  return storeOwner(database, {
    email: owner.email,
    password_hash: await hashPassword(owner.password),
    name: owner.name ?? '',
    organization_name: owner.organization_name ?? 'My organisation',
    project_name: owner.project_name ?? 'My app',
  });
}
