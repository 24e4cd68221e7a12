/**
 * A value as part of a subject, an address or a line of text. Line breaks in it would begin a header, or a paragraph that
 * we did not write.
 */
export function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
