import { type Logger, pino } from 'pino';

export type Log = Logger;

/** A JSON logger for one process; `name` says which. Secrets never reach it: callers log ids, not bodies. */
export function createLog(name: string, level: string, destination: NodeJS.WritableStream = process.stdout): Log {
  const options = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'],
  };
  return pino(options, destination);
}
