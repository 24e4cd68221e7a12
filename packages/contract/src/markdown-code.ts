const MOST_IN_BLOCK = 20_000;
const MOST_IN_SPAN = 500;

/**
 * Text as a code span of CommonMark: on one line, between more backticks than it holds in a row, so that nothing in it
 * ends the span or means anything. Empty text becomes a dash, since an empty span is none.
 */
export function span(text: string): string {
  const line = printable(cut(text, MOST_IN_SPAN)).replace(/\s+/g, ' ').trim() || '–';
  const fence = '`'.repeat(longestRun(line) + 1);
  // Spaces between, which readers take away again, keep a backtick at either end apart from the fence.
  return line.startsWith('`') || line.endsWith('`') ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text as a fenced code block, by a fence longer than any row of backticks in it. */
export function block(text: string): string {
  const content = printable(cut(text, MOST_IN_BLOCK)).replace(/\r\n?/g, '\n');
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}text\n${content}\n${fence}`;
}

/** At most so many characters; what is cut off is marked. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Without control characters, and without those that make text run backwards: what is read is what is there. */
function printable(text: string): string {
  return text.replace(/(?![\t\r\n])[\p{Control}\p{Bidi_Control}]/gu, '�');
}
