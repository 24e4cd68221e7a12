/**
 * The JSON Pointer of the first text that holds the character NUL, which PostgreSQL cannot store.
 * `value` was validated, so it is small and shallow.
 */
export function findNul(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? pointer : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = findNul(inner, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
