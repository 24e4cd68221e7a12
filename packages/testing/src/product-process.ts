import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endByItself, launch, type Program } from './program.ts';

const MAIN = createRequire(import.meta.url).resolve('@railguard/solo/main');
/** As `npm start` runs it. */
const FLAGS: string[] = JSON.parse(readFileSync(join(dirname(MAIN), '../node-flags.json'), 'utf8'));

/** The product as a program: `services/solo/src/main.ts`. */
export type ProductProcess = Program;

export function launchProduct(env: Record<string, string>): ProductProcess {
  return launch(MAIN, env, [], FLAGS);
}

/** Runs it until it ends by itself: for settings it must refuse. `code` is null where it had to be ended. */
export function runProductToItsEnd(env: Record<string, string>) {
  return endByItself(launchProduct(env));
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
