import type { TestProject } from 'vitest/node';
import { aboutTimescale, createTimescaleDatabase, isServerNamed } from './timescale.ts';

/**
 * Vitest's global set-up of the suites that run on TimescaleDB: finds out whether there is one, and says which.
 * Where the stand-in does not run, every test of these suites is skipped by its name; where a named server cannot be
 * used, they fail, since somebody counts on it.
 */
export default async function setup(project: TestProject): Promise<void> {
  console.log(`TimescaleDB: ${aboutTimescale()}`);
  const isAvailable = isServerNamed || (await canStandIn());
  project.provide('timescale', isAvailable ? 'available' : 'missing');
}

async function canStandIn(): Promise<boolean> {
  try {
    await (await createTimescaleDatabase()).drop();
    return true;
  } catch (error) {
    console.log(`TimescaleDB: skipped, since the stand-in does not run here: ${(error as Error).message}`);
    return false;
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Provided where a suite is to run on TimescaleDB. */
    timescale: 'available' | 'missing';
  }
}
