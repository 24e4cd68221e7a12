import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executable } from './binaries.ts';
import type { Placement } from './placement.ts';
import type { RunAs } from './run-as.ts';

/** The one major version whose files this release reads. */
export const POSTGRES_MAJOR = '18';

/** Also the name of the superuser, which is the only role. */
export const DATABASE_USER = 'railguard';

/**
 * Makes the cluster where there is none yet.
 * @throws Error in one sentence where the files are of another major version, or initdb fails
 */
export async function ensureCluster(placement: Placement, runAs: RunAs | undefined, password: string): Promise<void> {
  const { cluster, native } = placement;
  const versionFile = join(cluster, 'PG_VERSION');
  // postgresql.auto.conf is the last thing initdb's file set needs; without it an earlier initdb was interrupted.
  if (existsSync(versionFile) && existsSync(join(cluster, 'global', 'pg_control'))) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === POSTGRES_MAJOR) return;
    throw new Error(
      `The database in ${cluster} was written by PostgreSQL ${version}, and this release runs ${POSTGRES_MAJOR}. Start the release that wrote it, or choose another RAILGUARD_DATA_DIR.`,
    );
  }
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, password, { mode: 0o644 });
  try {
    await run(executable(native, 'initdb'), initdbArguments(cluster, passwordFile), runAs);
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function initdbArguments(cluster: string, passwordFile: string): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // One collation everywhere, whatever the machine's locales: indexes stay valid when the files move.
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--data-checksums',
  ];
}

/** Runs a program to its end as the database user; rejects with its last words where it fails. */
export function run(command: string, args: string[], runAs: RunAs | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...runAs, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: {} });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} failed (${code}): ${output.trim()}`));
    });
  });
}
