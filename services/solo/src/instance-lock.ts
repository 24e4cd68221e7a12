import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Two products on one data directory would each stop the other's database, so the first writes its process number
 * down. A number that belongs to nobody, or to a process that started at another time, is a crash's leftover.
 *
 * @returns how to give the lock back
 * @throws StartError where another product is alive
 */
export function takeInstanceLock(dataDir: string): () => void {
  const file = join(dataDir, 'railguard.pid');
  const holder = readLock(file);
  if (holder && holder.pid !== process.pid && startOf(holder.pid) === holder.start) {
    throw new StartError(
      `Railguard is running already on ${dataDir} (process ${holder.pid}). Stop it first, or set RAILGUARD_DATA_DIR.`,
    );
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }));
  return () => rmSync(file, { force: true });
}

function readLock(file: string): { pid: number; start: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** When a process started, in the kernel's ticks; `alive` where the system does not tell, '' for no process. */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch {
    return '';
  }
  try {
    // Field 22 of proc(5)'s stat; the command's name before it may itself hold blanks and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'alive';
  } catch {
    return 'alive';
  }
}
