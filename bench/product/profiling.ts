import { resolve } from 'node:path';
import type { Options } from '../options.ts';

/** The environment that has a Node process leave its CPU profile in the folder of `--profile` when it ends in order. */
export function profiling({ profileDir }: Options): Record<string, string> {
  return profileDir ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(profileDir)}` } : {};
}
