import { SEARCH_KEYS } from '@railguard/contract/search/keys';

export interface Suggestion {
  /** The whole search once it is taken. */
  search: string;
  /** What takes the place of the last term. */
  term: string;
  description: string;
}

const MOST = 8;

/** What may follow at the end of a search: keys by their beginning, and the values of a key that has a closed list. */
export function suggest(search: string): Suggestion[] {
  const [, before = '', bang = '', last = ''] = /^(.*?)(!?)([^\s"]*)$/s.exec(search) ?? [];
  const [key, value] = split(last);
  const make = (term: string, description: string): Suggestion => ({
    search: before + bang + term,
    term: bang + term,
    description,
  });
  if (value === undefined) {
    const keys = SEARCH_KEYS.filter((each) => each.key.toLowerCase().startsWith(last.toLowerCase()));
    return keys.slice(0, MOST).map((each) => make(`${each.key}:`, each.description));
  }
  const known = SEARCH_KEYS.find((each) => each.key.toLowerCase() === key!.toLowerCase());
  const values = known?.values ?? [];
  return values
    .filter((each) => each.toLowerCase().startsWith(value.toLowerCase()) && each !== value)
    .slice(0, MOST)
    .map((each) => make(`${key}:${each} `, known?.description ?? ''));
}

function split(term: string): [key: string, value: string | undefined] {
  const colon = term.indexOf(':');
  return colon < 0 ? [term, undefined] : [term.slice(0, colon), term.slice(colon + 1)];
}
