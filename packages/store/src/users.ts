import type { Database } from './database.ts';
import type { Role } from './tables.ts';

export interface UserRow {
  id: string;
  email: string;
  name: string;
  created_at: Date;
}

export interface MembershipRow {
  organization_id: string;
  slug: string;
  name: string;
  role: Role;
}

export interface NewOwner {
  email: string;
  password_hash: string;
  name?: string;
  organization_name: string;
}

/**
 * Creates the owner account and its organisation, once for an installation: undefined where an account exists already,
 * however many callers try at once.
 */
export async function createOwner(
  _database: Database,
  _owner: NewOwner,
): Promise<{ user: UserRow; organization_id: string } | undefined> {
  throw new Error('not written yet');
}

/** Whether any account exists. */
export async function hasUsers(_database: Database): Promise<boolean> {
  throw new Error('not written yet');
}

/** For signing in; letter case does not matter. */
export async function findUserByEmail(
  _database: Database,
  _email: string,
): Promise<(UserRow & { password_hash: string }) | undefined> {
  throw new Error('not written yet');
}

export async function findUser(
  _database: Database,
  _id: string,
): Promise<(UserRow & { memberships: MembershipRow[] }) | undefined> {
  throw new Error('not written yet');
}

/** Remembers a successful sign-in. */
export async function recordLogin(_database: Database, _userId: string): Promise<void> {
  throw new Error('not written yet');
}
