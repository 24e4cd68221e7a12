import { readFileSync, rmSync } from 'node:fs';
import { pgCtlStop } from './cluster.ts';
import { pidFilePath, readPidFile } from './pid-file.ts';
import type { Placement } from './placement.ts';
import type { RunAs } from './run-as.ts';

/**
 * Ends a server that outlived the process which started it.
 *
 * The pid file of a dead server is left alone: PostgreSQL itself takes it over, and by it makes sure that no process
 * of the dead server still has the files open. Only where the number belongs to somebody else by now is it removed,
 * because PostgreSQL would take that process for its predecessor.
 */
export async function stopLeftover(placement: Placement, runAs: RunAs | undefined): Promise<void> {
  const left = readPidFile(placement.cluster);
  if (!left || !isAlive(left.pid)) return;
  if (isServerOf(placement.cluster, left.pid)) await pgCtlStop(placement, runAs);
  else rmSync(pidFilePath(placement.cluster), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where the system does not tell what a process was started with, a living one is believed to be the server. */
function isServerOf(cluster: string, pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
  } catch {
    return false;
  }
}
