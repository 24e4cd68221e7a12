import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '@railguard/store/database';
import { getSetting, setSetting, takeSetting } from '@railguard/store/instance-settings';
import { hasUsers } from '@railguard/store/users';
import { hashToken } from './auth/session.ts';

/** SHA-256 of the token in the link, as hex. */
const SETTING = 'setup_token_sha256';

/**
 * The one-time link that creates the owner account; undefined where an account exists. Only the hash of its token is
 * kept, so each call makes a new link and the one before stops working.
 * @param url public base URL without a trailing slash
 */
export async function prepareSetupLink(database: Database, url: string): Promise<string | undefined> {
  if (await hasUsers(database)) return undefined;
  const token = randomBytes(32).toString('base64url');
  await setSetting(database, SETTING, hexHash(token));
  return `${url}/setup?token=${token}`;
}

export async function isSetupToken(database: Database, token: string): Promise<boolean> {
  const expected = await getSetting(database, SETTING);
  const given = hexHash(token);
  return typeof expected === 'string' && timingSafeEqual(hashToken(expected), hashToken(given));
}

export async function closeSetup(database: Database): Promise<void> {
  await takeSetting(database, SETTING);
}

function hexHash(token: string): string {
  return Buffer.from(hashToken(token)).toString('hex');
}
