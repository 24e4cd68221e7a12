import type { FieldError } from '@railguard/contract/problem';

/**
 * The first value that passes validation and still cannot be used: text with the character NUL or half a surrogate pair,
 * which PostgreSQL cannot store (in JSON), and infinity, which ajv makes of `1e309` and then holds against no limit.
 * `value` was validated, so it is small and shallow.
 */
export function findUnusable(value: unknown, pointer = ''): FieldError | undefined {
  if (typeof value === 'string' && value.includes('\0'))
    return { pointer, detail: 'must not contain the character NUL' };
  if (typeof value === 'string' && !value.isWellFormed()) return { pointer, detail: 'must be well-formed Unicode' };
  if (typeof value === 'number' && !Number.isFinite(value)) return { pointer, detail: 'is too large' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = findUnusable(inner, `${pointer}/${key}`);
    if (found) return found;
  }
  return undefined;
}
