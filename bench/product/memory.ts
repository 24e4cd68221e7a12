import { readFileSync } from 'node:fs';
import { descendantsOf } from '@railguard/testing/process-tree';
import type { Product } from '@railguard/testing/product';

/** In megabytes (10⁶ bytes). */
export interface Memory {
  /** Proportional set size: a page that several processes share is counted once between them. The honest sum. */
  pss: number;
  /** Resident set size: shared pages count in every process. What `ps` shows, and too much for PostgreSQL. */
  rss: number;
  processes: number;
}

/** What all processes of a product hold now, embedded PostgreSQL included. Linux only. */
export function memoryOf(product: Product): Memory {
  const { main } = product.pids();
  if (main === undefined) throw new Error('the product is not running');
  const sizes = [main, ...descendantsOf(main).map(({ pid }) => pid)].flatMap((pid) => rollupOf(pid) ?? []);
  return {
    pss: sizes.reduce((sum, { pss }) => sum + pss, 0),
    rss: sizes.reduce((sum, { rss }) => sum + rss, 0),
    processes: sizes.length,
  };
}

/** Undefined for a process that has just ended, as PostgreSQL's helpers do. */
function rollupOf(pid: number): { pss: number; rss: number } | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const megabytes = (name: string) =>
      (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) * 1024) / 1e6;
    return { pss: megabytes('Pss'), rss: megabytes('Rss') };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
