import { randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';
import { keepSetting } from '../instance-settings.ts';

const LINK_KEY = 'mail_link_key';

/**
 * The key that signs the links in mails: made once, and the same for every process. It is in the database and not the
 * signing key of sessions, which workers do not have and should not.
 */
export async function readLinkKey(database: Database): Promise<Buffer> {
  const kept = await keepSetting(database, LINK_KEY, randomBytes(32).toString('hex'));
  return Buffer.from(String(kept), 'hex');
}
