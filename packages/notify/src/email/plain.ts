/**
 * Characters that change how others look, or look like nothing: controls, and what turns the direction of text. In a mail
 * they would let an event pass for something else, so each is written by its number.
 */
const UNSEEN = /(?![\t\n])[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const LONGEST_SUBJECT = 160;

/** Text of an event as people may safely read it, cut to a length in UTF-16 units. */
export function plain(text: string, longest = 500): string {
  const shown = text
    .slice(0, longest * 2)
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, (character) => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
  return cut(shown, longest);
}

/** The same on one line. */
export function plainLine(text: string, longest = 200): string {
  return cut(
    plain(text.slice(0, longest * 4), longest * 2)
      .replace(/\s+/g, ' ')
      .trim(),
    longest,
  );
}

/** A subject: one line, and short enough that no server or reader makes something else of it (RFC 5322 section 2.1.1). */
export function subjectLine(text: string): string {
  return plainLine(text, LONGEST_SUBJECT);
}

/** Never through the middle of a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
