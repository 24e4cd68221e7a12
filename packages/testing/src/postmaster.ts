import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProcess } from './process-tree.ts';

/** The embedded PostgreSQL of a data directory; its port changes with every start of the product. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** Undefined where it is not running. Goes by postmaster.pid: its first line is the process, its fourth the port. */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const [pid, , , port] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
      .split('\n')
      .map(Number);
    // A killed server leaves its file behind, and the number may be somebody else's by now.
    return readProcess(pid!)?.command.includes(dataDir) ? { pid: pid!, port: port! } : undefined;
  } catch {
    return undefined;
  }
}
