import { closest } from './closest.ts';
import { isDerivedTag, SEARCH_KEYS } from './keys.ts';
import type { ParsedSearch } from './parse-search.ts';
import { errorAt, type SearchError } from './search-error.ts';

/** What other products call what has another name here. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['status', 'is'],
  ['state', 'is'],
  ['env', 'environment'],
  ['version', 'release'],
  ['owner', 'assigned'],
  ['count', 'timesSeen'],
  ['created', 'firstSeen'],
  ['user', 'user.id'],
]);

/** The keys of tags that a search names and that not every project has; what is written `tags[key]` is meant so. */
export function tagKeysToProve({ query, places }: ParsedSearch): string[] {
  const keys = query.flatMap((term, place) => (provable(term, places[place]!) ? [term.key] : []));
  return [...new Set(keys)];
}

/** For each tag that nobody has seen, what was probably meant; `seen` are the keys of the projects that are searched. */
export function unseenTagErrors(parsed: ParsedSearch, seen: ReadonlySet<string>): SearchError[] {
  const candidates = [...SEARCH_KEYS.map(({ key }) => key), ...seen];
  return parsed.query.flatMap((term, place) => {
    const written = parsed.places[place]!;
    if (!provable(term, written) || seen.has(term.key)) return [];
    const detail = `no event had a tag "${term.key}" yet`;
    const suggestion = MEANT.get(term.key.toLowerCase()) ?? closest(term.key, candidates);
    const hint = suggestion === undefined ? `${detail}; to look for these words, put them into quotes` : detail;
    return [errorAt(placeOf(term, written), hint, suggestion)];
  });
}

/** Of the name of the tag: what stands before the colon, or behind that of `has:`. */
function placeOf(term: Term, { key, end, start, text }: ParsedSearch['places'][number]) {
  if (term.kind !== 'has') return key!;
  return { start: key!.end + 1, end, text: text.slice(key!.end + 1 - start) };
}

type Term = ParsedSearch['query'][number];

function provable(term: Term, { text }: { text: string }): term is Extract<Term, { kind: 'tag' | 'has' }> {
  return (term.kind === 'tag' || term.kind === 'has') && !isDerivedTag(term.key) && !text.includes('tags[');
}
