import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from '@railguard/kit/start-error';

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

/**
 * A secret of this installation: made once, kept in `<data dir>/secrets/<name>`, readable by its owner alone. Written
 * beside its place, synced and renamed, so that a crash leaves the whole of it or nothing.
 *
 * @throws StartError where the file holds anything else: an empty key would be one that everybody knows
 */
export function secretOf(dataDir: string, name: string): string {
  const file = join(dataDir, 'secrets', name);
  if (!existsSync(file)) {
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
    renameSync(fresh, file);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new StartError(`${file} is damaged: it must hold 64 hex digits.`);
  return secret;
}

/** Writes something secret that is anew at each start to `<data dir>/secrets/<name>`, readable by its owner alone. */
export function tellSecret(dataDir: string, name: string, value: string): void {
  const file = join(dataDir, 'secrets', name);
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${value}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
