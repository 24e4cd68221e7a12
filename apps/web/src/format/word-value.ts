/** Zero-width, direction-changing, tag and control characters, which would make a text read as what it is not. */
const UNSEEN = /(?![\t\n\r])\p{Cc}|[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Any JSON value for people: text as it is, everything else as JSON on several lines; unseen characters by their number. */
export function wordValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  return showUnseen(text);
}

export function showUnseen(text: string): string {
  return text.replace(UNSEEN, (char) => `[U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
}
