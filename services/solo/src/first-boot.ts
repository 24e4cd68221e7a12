import type { Config } from '@railguard/kit/config';
import { formatDsn } from '@railguard/protocol/dsn';
import type { Database } from '@railguard/store/database';
import { findFirstProject } from '@railguard/store/first-project';
import type { Terminal } from './terminal.ts';

/** Tells where the product is, and on the first boot how to create the account that owns it. */
export function announceAddress(terminal: Terminal, config: Config, setupLink: string | undefined): void {
  const link: [string, string][] = setupLink ? [['Create the owner account', setupLink]] : [];
  terminal.announce([['Railguard', config.url], ...link]);
}

/** Tells how to send the first error, once there is a project to send it to. */
export async function announceDsn(terminal: Terminal, database: Database, config: Config): Promise<void> {
  const project = await findFirstProject(database);
  if (!project) return;
  const { public_key: publicKey, numeric_id, id, name } = project;
  terminal.announce([
    [`DSN of ${name}`, formatDsn({ baseUrl: config.url, publicKey, project: id })],
    ['for Sentry SDKs', formatDsn({ baseUrl: config.url, publicKey, project: numeric_id })],
  ]);
}
