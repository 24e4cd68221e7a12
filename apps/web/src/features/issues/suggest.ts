import { SEARCH_KEYS } from '@railguard/contract/search/keys';
import { printValue } from '@railguard/contract/search/print-search';

export interface Suggestion {
  /** The whole search once it is taken. */
  search: string;
  /** What takes the place of the last term. */
  term: string;
  description: string;
}

/** A value that events were seen with, and how many issues were. */
export interface KnownValue {
  value: string;
  count?: number;
}

/** What somebody is about to write at the end of a text. */
export interface Unfinished {
  /** All in front of it. */
  before: string;
  /** Its key, once there is a colon; else undefined. */
  key: string | undefined;
  /** What is written of the value, or of the key. */
  begun: string;
}

const MOST = 8;

export function unfinished(search: string): Unfinished {
  const [, before = '', last = ''] = /^(.*?)([^\s"!]*)$/s.exec(search) ?? [];
  const colon = last.indexOf(':');
  if (colon < 0) return { before, key: undefined, begun: last };
  return { before: `${before}${last.slice(0, colon + 1)}`, key: last.slice(0, colon), begun: last.slice(colon + 1) };
}

/** The closed list of a key's values, where it has one. */
export function closedValues(key: string): readonly string[] | undefined {
  return SEARCH_KEYS.find((each) => each.key.toLowerCase() === key.toLowerCase())?.values;
}

/**
 * What may follow at the end of a search: keys by their beginning, those of the project's own tags too, or values of the
 * key that is written, which come from its closed list or from what is known.
 */
export function suggest(search: string, tags: readonly string[] = [], known: readonly KnownValue[] = []): Suggestion[] {
  const { before, key, begun } = unfinished(search);
  const begins = (word: string) => word.toLowerCase().startsWith(begun.toLowerCase());
  const bang = before.endsWith('!') ? '!' : '';
  if (key === undefined) {
    const own = tags.filter((tag) => !SEARCH_KEYS.some((each) => each.key === tag));
    const keys = [...SEARCH_KEYS, ...own.map((tag) => ({ key: tag, description: '' }))];
    return keys
      .filter((each) => begins(each.key))
      .slice(0, MOST)
      .map((each) => ({ search: `${before}${each.key}:`, term: `${bang}${each.key}:`, description: each.description }));
  }
  const values = closedValues(key)?.map((value): KnownValue => ({ value })) ?? known;
  return values
    .filter(({ value }) => begins(value) && value !== begun)
    .slice(0, MOST)
    .map(({ value, count }) => {
      const written = printValue([value]);
      const description = count === undefined ? '' : String(count);
      return { search: `${before}${written} `, term: `${key}:${written} `, description };
    });
}
