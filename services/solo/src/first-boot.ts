import { createOwner } from '@railguard/api/owner';
import { prepareSetupLink } from '@railguard/api/setup-link';
import type { Config } from '@railguard/kit/config';
import { formatDsn } from '@railguard/protocol/dsn';
import type { Database } from '@railguard/store/database';
import { findFirstProject } from '@railguard/store/first-project';
import type { Terminal } from './terminal.ts';

/** Creates the owner that the environment names, or else the link that creates one; nothing where there is one. */
export async function prepareOwner(database: Database, config: Config): Promise<string | undefined> {
  if (config.ownerEmail && config.ownerPassword) {
    await createOwner(database, { email: config.ownerEmail, password: config.ownerPassword });
  }
  return prepareSetupLink(database, config.url);
}

/** Tells where the product is and how to send it the first error. */
export async function announce(
  terminal: Terminal,
  database: Database,
  config: Config,
  setupLink: string | undefined,
): Promise<void> {
  const lines: [string, string][] = [['Railguard', config.url]];
  if (setupLink) lines.push(['Create the owner account', setupLink]);
  const project = await findFirstProject(database);
  if (project) {
    const { public_key: publicKey, numeric_id, id, name } = project;
    lines.push([`DSN of ${name}`, formatDsn({ baseUrl: config.url, publicKey, project: id })]);
    lines.push(['for Sentry SDKs', formatDsn({ baseUrl: config.url, publicKey, project: numeric_id })]);
  }
  terminal.say('Ready');
  terminal.announce(lines);
}
