import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ProgramEnd {
  code: number;
  output: string;
}

/** Runs an application of `programs/`, with its DSN in the environment, until it ends. */
export async function runProgram(
  [command, file, ...args]: [command: string, file: string, ...args: string[]],
  env: Record<string, string>,
): Promise<ProgramEnd> {
  const child = spawn(command, [file, ...args], {
    // Ruby's SDKs take for the application's own what is in `app` below the folder they run in.
    cwd: join(import.meta.dirname, 'programs'),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

/** Whether a client is on this machine; the stories of one that is not are skipped by its name. */
export function isInstalled(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
