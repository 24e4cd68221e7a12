import { tookTooLong } from '@railguard/store/took-too-long';

/**
 * SQLSTATE classes 22 (data exception), 23 (constraint violation) and 54 (program limit exceeded) blame the rows,
 * and errors that are not PostgreSQL's or the network's are bugs that some row brought out.
 */
export function isAboutTheData(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return /^(?:22|23|54)...$/.test(code);
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}

/** Whether one thing of many is at fault, which must not hold up the others; else it is the database that is away. */
export function concernsOne(error: unknown): boolean {
  return isAboutTheData(error) || tookTooLong(error);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
