import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./doomed-consumer.ts', import.meta.url));

/** Starts a consumer in a process of its own and resolves once it has messages of the topic in its hands. */
export async function startDoomedConsumer(url: string, topic: string, leaseMs = 60_000): Promise<ChildProcess> {
  const child = spawn(process.execPath, [PROGRAM, url, topic, String(leaseMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** Ends a process as a crash does, and resolves once it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
