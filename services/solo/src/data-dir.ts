import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Makes the data directory where there is none.
 * @throws StartError where it cannot be written
 */
export function prepareDataDir(path: string): void {
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(path, 'secrets');
    mkdirSync(probe, { recursive: true, mode: 0o700 });
    accessSync(probe, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartError(
      `The data directory ${path} cannot be written (${code}). Set RAILGUARD_DATA_DIR to one that can.`,
    );
  }
}

/**
 * Level by level, because mkdir's own `recursive` never returns where the system answers ENOENT for a folder that
 * exists, as it does below /proc.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** A secret of this installation: made once, kept in `<data dir>/secrets/<name>`, readable by its owner alone. */
export function secretOf(dataDir: string, name: string): string {
  const file = join(dataDir, 'secrets', name);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const secret = randomBytes(32).toString('hex');
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  }
}
