import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canReach, type RunAs } from './run-as.ts';

/** Where the database and its programs really are. */
export interface Placement {
  /** The cluster's data directory, owned by the user that runs it. */
  cluster: string;
  /** Folder with bin, lib and share. */
  native: string;
  /** Said to the person where files are not where they would expect them. */
  remark?: string;
}

/** For what an unprivileged user cannot reach where it is, such as a checkout below /root. */
const SHARED_HOME = '/var/lib/railguard';

/**
 * Decides where the cluster lives and which copy of the programs runs it, and makes both usable for that user.
 * Normally that is `<data dir>/postgres` and the installed package; only root in a closed folder needs copies.
 */
export function place(dataDir: string, native: string, runAs: RunAs | undefined): Placement {
  const wanted = join(dataDir, 'postgres');
  if (!runAs) return { cluster: ownedFolder(wanted, undefined), native };

  // The data directory is ours: the database user may pass through it, but not list it.
  chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  const clusterReachable = canReach(runAs, wanted);
  const nativeReachable = canReach(runAs, join(native, 'bin', 'postgres'));
  if (clusterReachable && nativeReachable) return { cluster: ownedFolder(wanted, runAs), native };

  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  const cluster = clusterReachable ? wanted : join(SHARED_HOME, shortHash(dataDir), 'postgres');
  return {
    cluster: ownedFolder(cluster, runAs),
    native: nativeReachable ? native : copyOf(native),
    ...(clusterReachable
      ? {}
      : { remark: `The database user cannot enter ${dirname(dataDir)}, so the database is in ${cluster}.` }),
  };
}

function ownedFolder(path: string, owner: RunAs | undefined): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (owner) {
    chownSync(path, owner.uid, owner.gid);
    if (basename(dirname(dirname(path))) === basename(SHARED_HOME)) chmodSync(dirname(path), 0o755);
  }
  return path;
}

/** Copied beside and renamed into place, so that a copy that was interrupted is never taken for whole. */
function copyOf(native: string): string {
  const target = join(SHARED_HOME, `postgres-${shortHash(native + statSync(join(native, 'bin', 'postgres')).mtimeMs)}`);
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    if (existsSync(target)) rmSync(partial, { recursive: true });
    else renameSync(partial, target);
  }
  return target;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
