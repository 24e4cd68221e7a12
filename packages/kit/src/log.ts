import { type Logger, pino } from 'pino';
import { requestContext } from './request-context.ts';

export type Log = Logger;

/**
 * A JSON logger for one process; `name` says which. Lines written for a request carry its id. Secrets never reach it:
 * callers log ids, not bodies.
 */
export function createLog(name: string, level: string, destination: NodeJS.WritableStream = process.stdout): Log {
  const options = {
    name,
    level,
    mixin: () => ({ ...requestContext() }),
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'],
  };
  return pino(options, destination);
}
