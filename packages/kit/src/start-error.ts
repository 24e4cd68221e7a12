import { reasonOf } from './reason-of.ts';

/** EX_CONFIG of sysexits.h: it will not start before somebody changes its settings, or what they point at. */
export const EXIT_CONFIG = 78;

/** Why Railguard cannot start, in one sentence for the person at the terminal. Trying again by itself cannot help. */
export class StartError extends Error {
  override name = 'StartError';
  readonly exitCode: number;
  constructor(sentence: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}

/** What people are told of whatever kept a process from starting, and what it ends with. */
export function whyNot(error: unknown): { sentence: string; exitCode: number } {
  if (error instanceof StartError) return { sentence: error.message, exitCode: error.exitCode };
  return { sentence: `Railguard cannot start: ${reasonOf(error)}`, exitCode: 1 };
}
