import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@railguard/kit/log';
import { startPostgres } from '@railguard/solo/postgres/server';
import type { TestProject } from 'vitest/node';
import { makeTemplate } from './database.ts';

/**
 * Vitest's global set-up: one embedded PostgreSQL for the whole run, with a migrated template database that each
 * test file clones. Durability is off, since nothing here outlives the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'railguard-test-'));
  const server = await startPostgres({
    dataDir,
    password: 'test',
    log: createLog('test-postgres', 'silent'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  await makeTemplate(server.url);
  project.provide('postgresUrl', server.url('postgres'));
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the maintenance database; `createTestDatabase` derives the others. */
    postgresUrl: string;
  }
}
