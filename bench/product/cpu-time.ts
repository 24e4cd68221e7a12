import { readFileSync } from 'node:fs';
import { descendantsOf } from '@railguard/testing/process-tree';
import type { Product } from '@railguard/testing/product';

/** Linux counts in hundredths of a second for every program (USER_HZ), whatever the kernel's own clock. */
const SECONDS_PER_TICK = 0.01;

/**
 * Seconds of processor time that the living processes of a product have used so far, embedded PostgreSQL included.
 * Unlike events a second it hardly depends on what else the machine is doing. Linux only.
 */
export function cpuSecondsOf(product: Product): number {
  const { main } = product.pids();
  if (main === undefined) throw new Error('the product is not running');
  return cpuSecondsBelow(main);
}

/** The same of a process and all that it started. */
export function cpuSecondsBelow(root: number): number {
  const pids = [root, ...descendantsOf(root).map(({ pid }) => pid)];
  return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) * SECONDS_PER_TICK;
}

/** User and system time, fields 14 and 15 of proc(5)'s stat; 0 for a process that has just ended. */
function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
