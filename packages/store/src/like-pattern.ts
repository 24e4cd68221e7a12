/** A pattern for `like` that finds a text anywhere, taken literally. */
export function likeAnywhere(text: string): string {
  return likeParts(['', text, '']);
}

/** A pattern for `like` that matches some literal parts with anything between them. */
export function likeParts(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%');
}
