import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '@railguard/store/database';
import { getSetting, keepSetting, takeSetting } from '@railguard/store/instance-settings';
import { hasUsers } from '@railguard/store/users';

/** Random, made once for an installation; the link's token is its HMAC. */
const SETTING = 'setup_nonce';

/** What makes the same link of every API of an installation, and of nobody else. */
export interface SetupLinkParts {
  /** Public base URL without a trailing slash. */
  url: string;
  /** The installation's `RAILGUARD_SECRET`. */
  secret: string;
}

/**
 * The one-time link that creates the owner account; undefined where an account exists. It works until it was used. The
 * database alone does not tell its token, so several APIs can print the same one and none has to store it.
 */
export async function prepareSetupLink(
  database: Database,
  { url, secret }: SetupLinkParts,
): Promise<string | undefined> {
  if (await hasUsers(database)) return undefined;
  const nonce = await keepSetting(database, SETTING, randomBytes(32).toString('hex'));
  return `${url}/setup?token=${tokenOf(nonce, secret)}`;
}

export async function isSetupToken(database: Database, secret: string, token: string): Promise<boolean> {
  const nonce = await getSetting(database, SETTING);
  if (nonce === undefined) return false;
  // Hashed once more, because only equal lengths can be compared in constant time.
  return timingSafeEqual(digest(secret, tokenOf(nonce, secret)), digest(secret, token));
}

export async function closeSetup(database: Database): Promise<void> {
  await takeSetting(database, SETTING);
}

function tokenOf(nonce: unknown, secret: string): string {
  return digest(secret, `railguard owner set-up ${nonce}`).toString('base64url');
}

function digest(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
