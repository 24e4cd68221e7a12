/** PostgreSQL is shutting down, starting up or out of connections (classes 08, 53, 57P of its error codes). */
const SQL_STATE = /^(?:08...|53...|57P..)$/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
/** What pg throws without a code. */
const MESSAGE =
  /^(?:Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Whether a fault is that the database cannot be reached just now, so that trying again makes sense. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return MESSAGE.test(error.message);
  return SQL_STATE.test(code) || (NETWORK.has(code) && syscall !== 'open');
}
