import type { SearchValue } from '@railguard/protocol/search-query';
import { isDerivedTag, issueKeyOf } from './keys.ts';
import { errorAt, type SearchError } from './search-error.ts';

/** A stretch of the search as it was written; `end` is behind its last character. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface TokenValue extends Span {
  /** The literal text between asterisks, quotes and escapes taken away. */
  parts: SearchValue;
}

/** One term as it is written: `!key:value`, `key:[one, two]`, `word` or `"some words"`; words have no key. */
export interface Token extends Span {
  negated: boolean;
  key?: Span;
  values: TokenValue[];
}

/** The key in front of a colon; `tags[any key]` for tags whose key would be read otherwise. */
const KEY = /(?:tags\[[^\]\s"]{1,200}\]|[\w.-]{1,200}):/y;

/**
 * Splits a search into its terms, with their places for highlighting. Never throws; after an error it goes on behind the
 * next blank.
 *
 *     blank ─► [!] ─► key: ─► "quoted" | [list] | bare ─► blank
 *                └──────────► "quoted" | bare
 *
 * A backslash in front of `"`, `\` and `*` takes their meaning away; in front of anything else it stands for itself.
 */
export function tokenise(text: string): { tokens: Token[]; errors: SearchError[] } {
  const tokens: Token[] = [];
  const errors: SearchError[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const read = readToken(text, at);
    if ('error' in read) errors.push(read.error);
    else if (read.values.length > 0) tokens.push(read);
    at = 'error' in read ? nextBlank(text, at + 1) : read.end;
  }
  return { tokens, errors };
}

type Failed = { error: SearchError };

function readToken(text: string, start: number): Token | Failed {
  const negated = text[start] === '!' && !isBlankAt(text, start + 1);
  const from = negated ? start + 1 : start;
  const key = readKey(text, from);
  const values = key ? readValues(text, key.end + 1) : readOne(text, from);
  if ('error' in values) return values;
  return { ...span(text, start, values.end), negated, ...(key && { key }), values: values.list };
}

/** undefined for words that only have a colon in them: `Net::ReadTimeout`, `https://shop.example`, `TypeError: …`. */
function readKey(text: string, start: number): Span | undefined {
  KEY.lastIndex = start;
  const match = KEY.exec(text);
  if (!match) return undefined;
  const end = KEY.lastIndex - 1;
  const word = text.slice(start, end);
  const follows = text.slice(end + 1, end + 3);
  if (follows.startsWith(':') || follows === '//') return undefined;
  const isKnown = issueKeyOf(word) !== undefined || isDerivedTag(word);
  return isBlankAt(text, end + 1) && !isKnown ? undefined : span(text, start, end);
}

type Values = { list: TokenValue[]; end: number };

function readValues(text: string, start: number): Values | Failed {
  if (isBlankAt(text, start)) {
    const from = text.lastIndexOf(' ', start - 1) + 1;
    return { error: errorAt(span(text, from, start), 'a value is missing after the colon') };
  }
  return text[start] === '[' ? readList(text, start) : readOne(text, start);
}

function readOne(text: string, start: number): Values | Failed {
  const value = text[start] === '"' ? readQuoted(text, start) : readBare(text, start, isBlankAt);
  if ('error' in value) return value;
  if (!isBlankAt(text, value.end)) {
    return { error: errorAt(span(text, value.end, value.end + 1), 'a blank is missing after the closing quote') };
  }
  return { list: isEmpty(value) ? [] : [value], end: value.end };
}

const endsItem = (text: string, at: number) => at >= text.length || text[at] === ',' || text[at] === ']';

function readList(text: string, start: number): Values | Failed {
  const list: TokenValue[] = [];
  for (let at = start + 1; ; at++) {
    at = skipBlanks(text, at);
    const value = text[at] === '"' ? readQuoted(text, at) : readBare(text, at, endsItem);
    if ('error' in value) return value;
    if (!isEmpty(value)) list.push(value);
    at = skipBlanks(text, value.end);
    if (text[at] === ',') continue;
    if (text[at] !== ']') return { error: errorAt(span(text, start, text.length), 'the list has no closing bracket') };
    if (list.length === 0) return { error: errorAt(span(text, start, at + 1), 'the list is empty') };
    if (isBlankAt(text, at + 1)) return { list, end: at + 1 };
    return { error: errorAt(span(text, at + 1, at + 2), 'a blank is missing after the closing bracket') };
  }
}

function readQuoted(text: string, start: number): TokenValue | Failed {
  const { parts, end } = readParts(text, start + 1, (all, at) => at >= all.length || all[at] === '"');
  if (end >= text.length) return { error: errorAt(span(text, start, text.length), 'the quote is never closed') };
  return { ...span(text, start, end + 1), parts };
}

function readBare(text: string, start: number, isEnd: (text: string, at: number) => boolean): TokenValue {
  const { parts, end } = readParts(text, start, isEnd);
  const written = text.slice(start, end).trimEnd();
  const trimmed = parts.with(-1, parts.at(-1)!.trimEnd());
  return { ...span(text, start, start + written.length), parts: trimmed };
}

function readParts(text: string, start: number, isEnd: (text: string, at: number) => boolean) {
  const before: string[] = [];
  let part = '';
  let at = start;
  for (; !isEnd(text, at); at++) {
    const isEscape = text[at] === '\\' && /["\\*]/.test(text[at + 1] ?? '');
    if (isEscape) at++;
    if (text[at] !== '*' || isEscape) part += text[at];
    else {
      before.push(part);
      part = '';
    }
  }
  return { parts: [...before, part], end: at };
}

const isEmpty = ({ parts }: TokenValue) => parts.length === 1 && parts[0] === '';

const span = (text: string, start: number, end: number): Span => ({ start, end, text: text.slice(start, end) });

function isBlankAt(text: string, at: number): boolean {
  return at >= text.length || /\s/.test(text[at]!);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlankAt(text, at)) at++;
  return at;
}

function nextBlank(text: string, from: number): number {
  let at = from;
  while (!isBlankAt(text, at)) at++;
  return at;
}
