import { createServer } from 'node:net';

/**
 * Below what systems hand out by themselves where nobody set it otherwise, so that no outgoing connection has taken it
 * until it is used, and below what Kubernetes gives to its services.
 */
const [LOWEST, HIGHEST] = [15_000, 30_000];
const MOST_TRIES = 100;

/**
 * A TCP port on the loopback address that nobody listens on right now.
 * @throws Error where none of a hundred is free, or none can be listened on at all
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${LOWEST} and ${HIGHEST}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
