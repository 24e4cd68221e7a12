/**
 * What pg throws after its `query_timeout`. It lets the query go and keeps the connection, on which every later query
 * then waits behind it: who held the connection has to throw it away.
 */
export function isWithoutAnswer(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
