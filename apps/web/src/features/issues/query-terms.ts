import { issueKeyOf } from '@railguard/contract/search/keys';
import { printValue } from '@railguard/contract/search/print-search';
import { type Token, tokenise } from '@railguard/contract/search/tokens';

/** The values that a search asks for under a key, as they are meant; what it excludes is not among them. */
export function valuesOf(query: string, key: string): string[] {
  return tokensOf(query, key).flatMap(({ values }) => values.map(({ parts }) => parts.join('*')));
}

/** The search with these values under a key in place of those it has; without any, the term goes. */
export function withValues(query: string, key: string, values: readonly string[]): string {
  const term = values.length === 0 ? '' : termOf(key, values);
  const [first, ...others] = tokensOf(query, key);
  if (!first) return tidy(`${query} ${term}`);
  let text = query;
  for (const { start, end } of others.reverse()) text = text.slice(0, start) + text.slice(end);
  return tidy(text.slice(0, first.start) + term + text.slice(first.end));
}

export function withToggled(query: string, key: string, value: string): string {
  const values = valuesOf(query, key);
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return withValues(query, key, next);
}

function termOf(key: string, values: readonly string[]): string {
  const written = values.map((value) => printValue([value]));
  return `${key}:${written.length === 1 ? written[0] : `[${written.join(',')}]`}`;
}

function tokensOf(query: string, key: string): Token[] {
  return tokenise(query).tokens.filter((token) => !token.negated && token.key && isSame(token.key.text, key));
}

function isSame(word: string, key: string): boolean {
  return word === key || (issueKeyOf(word) !== undefined && issueKeyOf(word) === issueKeyOf(key));
}

const tidy = (text: string) => text.replace(/ {2,}/g, ' ').trim();
