/** More words make a search slower, and hardly better. */
const MAX_WORDS = 10;

/** For each word a pattern for `like` that finds it anywhere, taken literally. */
export function likePatterns(text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
