import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { executable } from './binaries.ts';
import type { Placement } from './placement.ts';
import type { RunAs } from './run-as.ts';

/** The one major version whose files this release reads. */
export const POSTGRES_MAJOR = '18';

const UNFINISHED = '.unfinished-';

/** Also the name of the superuser, which is the only role. */
export const DATABASE_USER = 'railguard';

/**
 * Makes the cluster where there is none yet: beside its place, and moved there once it is whole. A start that is
 * killed meanwhile leaves nothing that looks like a cluster, also where its initdb lives on.
 *
 * @throws Error in one sentence where the files are of another major version, or initdb fails
 */
export async function ensureCluster(placement: Placement, runAs: RunAs | undefined, password: string): Promise<void> {
  const { cluster, native } = placement;
  removeUnfinished(cluster);
  const versionFile = join(cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === POSTGRES_MAJOR) return;
    throw new Error(
      `The database in ${cluster} was written by PostgreSQL ${version}, and this release runs ${POSTGRES_MAJOR}. Start the release that wrote it, or choose another RAILGUARD_DATA_DIR.`,
    );
  }
  const unfinished = mkdtempSync(`${cluster}${UNFINISHED}`);
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (runAs) for (const path of [unfinished, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
    await run(executable(native, 'initdb'), initdbArguments(unfinished, passwordFile), runAs);
    // The place itself is an empty folder so far, and Windows renames onto nothing.
    rmdirSync(cluster);
    renameSync(unfinished, cluster);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

/** What starts before this one left behind when they were killed. */
function removeUnfinished(cluster: string): void {
  const leftovers = readdirSync(dirname(cluster)).filter((name) => name.startsWith(basename(cluster) + UNFINISHED));
  for (const name of leftovers) {
    try {
      rmSync(join(dirname(cluster), name), { recursive: true, force: true });
    } catch {
      // Its initdb lives on and wrote another file meanwhile: the next start finds it again.
    }
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

/** On a slow disk the last checkpoint takes a while. */
const STOPPED_WITHIN_SECONDS = '120';

/**
 * Stops the cluster's server: open transactions are rolled back, everything committed is kept.
 * @throws Error where it is not down within two minutes; it goes on stopping
 */
export function pgCtlStop({ cluster, native }: Placement, runAs: RunAs | undefined): Promise<void> {
  return run(
    executable(native, 'pg_ctl'),
    ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', STOPPED_WITHIN_SECONDS],
    runAs,
  );
}

/** Runs a program to its end as the database user; rejects with its last words where it fails. */
function run(command: string, args: string[], runAs: RunAs | undefined): Promise<void> {
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
