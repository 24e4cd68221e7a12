/** C1 control characters and those that turn the direction of text: a terminal would obey what a stranger sent. */
const OBEYED_IN_JSON = /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** JSON for a terminal. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    OBEYED_IN_JSON,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text on one line of a terminal, cut to `most` characters. */
export function printableLine(text: string, most: number): string {
  const line = text.replace(OBEYED, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
