/** Whether PostgreSQL ended a statement because its time was over (`query_canceled`): it is at fault, not the database. */
export function tookTooLong(error: unknown): boolean {
  return (error as { code?: unknown }).code === '57014';
}
