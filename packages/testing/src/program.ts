import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { signal } from './process-tree.ts';

/** A program of ours while it runs and after it ended. */
export interface Program {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** True until it has ended. */
  isRunning(): boolean;
  /** How it ended, once it has. */
  ended: Promise<End>;
}

export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Starts a module on this Node, with nothing of the test's own environment. */
export function launch(main: string, env: Record<string, string>, args: string[] = [], flags: string[] = []): Program {
  const child = spawn(process.execPath, [...flags, main, ...args], {
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  return {
    pid: child.pid!,
    stdout,
    stderr,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended: endOf(child),
  };
}

const END_WITHIN_MS = 30_000;

/** Waits until it ends by itself: for what it must refuse. `code` is null where it had to be ended. */
export async function endByItself(program: Program) {
  const timer = setTimeout(() => signal(program.pid, 'SIGKILL'), END_WITHIN_MS);
  const { code } = await program.ended;
  clearTimeout(timer);
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

/** On `exit` and not on `close`: what it started may live on and hold its output open. */
async function endOf(child: ChildProcess): Promise<End> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}
