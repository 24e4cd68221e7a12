const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether something out of an address is an id; of another form the API would take it for a mistake. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
