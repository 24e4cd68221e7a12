import type { SearchQuery } from '@railguard/protocol/search-query';
import { readTerm } from './read-term.ts';
import { errorAt, type SearchError } from './search-error.ts';
import { type Span, tokenise } from './tokens.ts';

/** More of either make a search slower, and no clearer. */
const MAX_TERMS = 30;
const MAX_VALUES = 50;

export interface ParsedSearch {
  query: SearchQuery;
  /** Where each term of `query` is written, and each of its values, in the same order. `key` is absent for words. */
  places: (Span & { key?: Span; values: Span[] })[];
  /** Empty where all of it was understood; `query` has the terms that were. */
  errors: SearchError[];
}

/**
 * Reads a search such as `is:unresolved level:[error,fatal] !environment:dev user.email:*@example.com "card declined"`.
 * Any text is read or explained: it never throws. `keys.ts` lists what may stand before a colon.
 */
export function parseSearch(search: string): ParsedSearch {
  const { tokens, errors } = tokenise(search);
  const query: SearchQuery = [];
  const places: ParsedSearch['places'] = [];
  for (const token of tokens) {
    const surplus = token.values[MAX_VALUES];
    const read = surplus ? errorAt(surplus, `at most ${MAX_VALUES} values can be given at once`) : readTerm(token);
    if ('detail' in read) {
      errors.push(read);
      continue;
    }
    query.push(read);
    const { start, end, text, values } = token;
    places.push({ start, end, text, values, ...(token.key && { key: token.key }) });
  }
  const beyond = places[MAX_TERMS];
  if (beyond) errors.push(errorAt(beyond, `at most ${MAX_TERMS} terms can be searched for at once`));
  errors.sort((a, b) => a.position - b.position);
  return { query, places, errors };
}
