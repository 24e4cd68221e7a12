/** A term of a search for a tag; quotes where the value would be taken for something else. */
export function searchTerm(key: string, value: string): string {
  const quoted = /^[\w.@/+-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
  return `${key}:${quoted}`;
}
