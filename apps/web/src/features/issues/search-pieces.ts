import { parseSearch } from '@railguard/contract/search/parse-search';

/** A stretch of a search as it is shown: a term, one that excludes, what is wrong, or plain text between them. */
export interface Piece {
  text: string;
  kind: 'plain' | 'term' | 'not' | 'wrong';
}

/** Where something stands in a search. */
export interface Stretch {
  position: number;
  length: number;
}

/**
 * The pieces that a search is made of; put together they are the text itself.
 * @param wrong what the server did not understand
 */
export function piecesOf(search: string, wrong?: Stretch): Piece[] {
  const { places, errors } = parseSearch(search);
  const marks = [
    ...places.filter(({ key }) => key).map(({ start, end, text }) => ({ start, end, kind: kindOf(text) })),
    ...[...errors, ...(wrong ? [wrong] : [])].map(({ position, length }) => ({
      start: position,
      end: position + length,
      kind: 'wrong' as const,
    })),
  ];
  const mistakes = marks.filter(({ kind }) => kind === 'wrong');
  const isRight = (mark: (typeof marks)[number]) =>
    !mistakes.some(({ start, end }) => mark.start < end && start < mark.end);
  const shown = [...mistakes, ...marks.filter(isRight)].sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, kind } of shown) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: search.slice(at, start), kind: 'plain' });
    pieces.push({ text: search.slice(start, end), kind });
    at = end;
  }
  if (at < search.length) pieces.push({ text: search.slice(at), kind: 'plain' });
  return pieces;
}

const kindOf = (text: string): Piece['kind'] => (text.startsWith('!') ? 'not' : 'term');

/** The search with a stretch of it replaced: how a mistake is put right. */
export function replaced(search: string, { position, length }: Stretch, word: string): string {
  return search.slice(0, position) + word + search.slice(position + length);
}
