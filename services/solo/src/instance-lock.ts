import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '@railguard/kit/start-error';

/**
 * Two products on one data directory would destroy each other's database, so the running one listens on a socket in
 * it. Whoever can connect knows that it is alive; a socket that refuses is a crash's leftover. Unlike a process number
 * that holds across containers that share the directory, and numbers are used again.
 *
 * @returns how to give the lock back
 * @throws StartError where another product is alive
 */
export async function takeInstanceLock(dataDir: string): Promise<() => Promise<void>> {
  const path = socketPath(dataDir);
  for (let attempt = 1; ; attempt++) {
    const server = await listen(path);
    if (server) return () => new Promise((resolve) => server.close(() => resolve()));
    if (attempt > 1 || (await isAnswered(path))) {
      throw new StartError(`Railguard is running already on ${dataDir}. Stop it first, or set RAILGUARD_DATA_DIR.`);
    }
    rmSync(path, { force: true });
  }
}

/** Socket paths end at some 100 bytes; a longer data directory is named by its hash among the temporary files. */
function socketPath(dataDir: string): string {
  const name = `railguard-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const path = join(dataDir, 'railguard.lock');
  return Buffer.byteLength(path) <= 100 ? path : join(tmpdir(), `${name}.lock`);
}

/** undefined where there is such a socket already, alive or not. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => caller.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(new StartError(`The data directory cannot hold a socket: ${error.message}.`));
    });
    server.listen(path, () => {
      // It tells that the product runs; it does not keep it running.
      server.unref();
      resolve(server);
    });
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const caller = connect(path);
    caller.once('connect', () => {
      caller.destroy();
      resolve(true);
    });
    caller.once('error', () => resolve(false));
  });
}
