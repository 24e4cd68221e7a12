import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a test's own, in memory, that can be full. */
export interface SmallDisk {
  folder: string;
  /** Takes all that is left of it. */
  fill(): void;
  /** Gives back what `fill` took. */
  free(): void;
  /** Unmounts it; what is in it is gone. */
  destroy(): void;
}

const BLOCK = Buffer.alloc(1024 * 1024);

/** Undefined where nothing can be mounted: only root may on Linux, and not in every container. */
export function mountSmallDisk(bytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'railguard-disk-'));
  const options = `size=${bytes},mode=755`;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  if (status !== 0) {
    rmdirSync(folder);
    return undefined;
  }
  const ballast = join(folder, 'ballast');

  function destroy(): void {
    process.off('exit', destroy);
    // At once for those who look, and for good when the last file in it is closed.
    spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  }
  process.on('exit', destroy);

  return {
    folder,
    fill: () => {
      const file = openSync(ballast, 'a');
      try {
        writeUntilFull(file);
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    destroy,
  };
}

/** In ever smaller pieces, so that not even a page is left. */
function writeUntilFull(file: number): void {
  for (let size = BLOCK.length; size >= 4096; ) {
    try {
      if (writeSync(file, BLOCK, 0, size) < size) size /= 2;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      size /= 2;
    }
  }
}
