import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';

/** What the figures were measured on; without it they mean little. */
export interface Environment {
  date: string;
  /** With `+` where the working tree differs from it. */
  commit: string;
  cores: number;
  cpu: string;
  memoryGb: number;
  node: string;
  platform: string;
}

export function readEnvironment(): Environment {
  return {
    date: new Date().toISOString(),
    commit: readCommit(),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

export function describeEnvironment(environment: Environment): string {
  const { date, commit, cores, cpu, memoryGb, node, platform } = environment;
  return `${date.slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, ${cores} cores (${cpu}), ${memoryGb} GiB, Node ${node}, ${platform}`;
}

function readCommit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? '+' : '');
  } catch {
    // An unpacked archive has no history.
    return 'unknown';
  }
}
