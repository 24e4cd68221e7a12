import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signal } from './process-tree.ts';

const MAIN = createRequire(import.meta.url).resolve('@railguard/solo/main');

/** The product as a program: `services/solo/src/main.ts` on this Node, with nothing of the test's own environment. */
export interface ProductProcess {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** True until it has ended. */
  isRunning(): boolean;
  /** How it ended, once it has. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export function launchProduct(env: Record<string, string>): ProductProcess {
  const child = spawn(process.execPath, [MAIN], {
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

/** Runs it until it ends by itself: for settings it must refuse. `code` is null where it had to be ended. */
export async function runProductToItsEnd(env: Record<string, string>) {
  const product = launchProduct(env);
  const timer = setTimeout(() => signal(product.pid, 'SIGKILL'), END_WITHIN_MS);
  const { code } = await product.ended;
  clearTimeout(timer);
  return { code, stdout: product.stdout(), stderr: product.stderr() };
}

/** An empty folder for the data of one product. */
export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'railguard-product-'));
}

/** Whether every part of the product at `url` answers. */
export async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`);
  await response.arrayBuffer();
  return response.status === 200;
}

/** On `exit` and not on `close`: what it started may live on and hold its output open. */
async function endOf(child: ChildProcess) {
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
