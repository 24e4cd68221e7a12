import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes about itself into postmaster.pid while it runs; undefined where there is no such file. */
export interface PidFile {
  pid: number;
  /** `starting`, `ready`, `stopping` or `standby`; the eighth line, which comes last. */
  status: string;
}

export function pidFilePath(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const [pid, , , , , , , status = ''] = readFileSync(pidFilePath(cluster), 'utf8').split('\n');
    return { pid: Number(pid), status: status.trim() };
  } catch {
    return undefined;
  }
}
