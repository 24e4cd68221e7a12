import { LEVELS, type Level } from '@railguard/protocol/level';
import {
  type Assignee,
  type Comparison,
  ISSUE_STATES,
  type IssueState,
  type SearchTerm,
  type SearchValue,
  type TimeKey,
} from '@railguard/protocol/search-query';
import { closest } from './closest.ts';
import { type IssueKey, issueKeyOf } from './keys.ts';
import { readAge, readTime, type TimeCondition } from './read-time.ts';
import { errorAt, type SearchError } from './search-error.ts';
import type { Token, TokenValue } from './tokens.ts';

type Meaning = SearchTerm extends infer Term ? (Term extends SearchTerm ? Omit<Term, 'negated'> : never) : never;
type Read = (values: TokenValue[]) => Meaning | SearchError;

/** Words that other searches join terms with; in quotes they are words to look for, as any other. */
export const JOINING_WORDS: ReadonlyMap<string, string> = new Map([
  ['OR', 'terms are not joined with OR, all of them hold; for one of several values write key:[one,two]'],
  ['AND', 'AND is not needed, all terms hold anyway'],
]);

/** What a term means, or what is wrong with it. */
export function readTerm({ negated, key, values }: Token): SearchTerm | SearchError {
  const joining = key ? undefined : JOINING_WORDS.get(values[0]!.text);
  if (joining) return errorAt(values[0]!, joining);
  const meaning = key ? meaningOf(key.text, values) : { kind: 'text' as const, text: textOf(values[0]!) };
  return 'detail' in meaning ? meaning : ({ negated, ...meaning } as SearchTerm);
}

function meaningOf(word: string, values: TokenValue[]): Meaning | SearchError {
  const known = issueKeyOf(word);
  if (known) return READERS[known](values);
  return { kind: 'tag', key: tagKey(word), values: values.map(({ parts }) => parts) };
}

const column =
  (key: 'project' | 'platform' | 'type'): Read =>
  (values) => ({ kind: 'column', key, values: values.map(({ parts }) => parts) });

const READERS: Record<IssueKey, Read> = {
  is: words('state', ISSUE_STATES, (states: IssueState[]) => ({ kind: 'is', values: states })),
  has: single((value) => ({ kind: 'has', key: tagKey(textOf(value)) })),
  level: readLevel,
  assigned: readAssigned,
  project: column('project'),
  platform: column('platform'),
  type: column('type'),
  handled: single((value) => {
    const word = textOf(value).toLowerCase();
    if (word === 'yes' || word === 'true') return { kind: 'handled', value: true };
    if (word === 'no' || word === 'false') return { kind: 'handled', value: false };
    return errorAt(value, 'handled is yes or no', closest(word, ['yes', 'no']));
  }),
  age: time('firstSeen', readAge, 'an age is written -24h (younger) or +7d (older), with s, m, h, d or w'),
  firstSeen: time('firstSeen', readTime, 'a time is written -24h, +7d, 2026-11-23 or >2026-11-23T10:00:00Z'),
  lastSeen: time('lastSeen', readTime, 'a time is written -24h, +7d, 2026-11-23 or >2026-11-23T10:00:00Z'),
  timesSeen: count('timesSeen'),
  users: count('users'),
};

function words<Word extends string>(name: string, known: readonly Word[], make: (found: Word[]) => Meaning): Read {
  return (values) => {
    const found: Word[] = [];
    for (const value of values) {
      const word = textOf(value).toLowerCase() as Word;
      if (!known.includes(word)) return unknownWord(name, value, known);
      if (!found.includes(word)) found.push(word);
    }
    return make(found);
  };
}

function unknownWord(name: string, value: TokenValue, known: readonly string[]): SearchError {
  const word = textOf(value);
  return errorAt(value, `"${word}" is no ${name}; there are ${known.join(', ')}`, closest(word, known));
}

function single(read: (value: TokenValue) => Meaning | SearchError): Read {
  return (values) => {
    const [value, second] = values;
    return second ? errorAt(second, 'only one value can be given here') : read(value!);
  };
}

const readLevels = words('level', LEVELS, (levels: Level[]) => ({ kind: 'level', values: levels }));

function readLevel(values: TokenValue[]): Meaning | SearchError {
  const compared = /^([<>]=?)(.*)$/.exec(textOf(values[0]!));
  if (!compared || values.length > 1) return readLevels(values);
  const [, comparison, word] = compared;
  const place = LEVELS.indexOf(word!.toLowerCase() as Level);
  if (place < 0) return unknownWord('level', { ...values[0]!, parts: [word!] }, LEVELS);
  // The list begins with the worst.
  const found = {
    '>=': LEVELS.slice(0, place + 1),
    '>': LEVELS.slice(0, place),
    '<=': LEVELS.slice(place),
    '<': LEVELS.slice(place + 1),
  }[comparison as '>'];
  return found.length > 0 ? { kind: 'level', values: found } : errorAt(values[0]!, `there is no level beyond ${word}`);
}

function readAssigned(values: TokenValue[]): Meaning | SearchError {
  const assignees: Assignee[] = [];
  for (const value of values) {
    const text = textOf(value);
    const assignee = assigneeOf(text);
    if (!assignee) return errorAt(value, 'assigned to me, none, an address or #team', closest(text, ['me', 'none']));
    assignees.push(assignee);
  }
  return { kind: 'assigned', values: assignees };
}

function assigneeOf(text: string): Assignee | undefined {
  if (text === 'me') return { to: 'me' };
  if (text === 'none') return { to: 'nobody' };
  if (/^#./.test(text)) return { to: 'team', slug: text.slice(1) };
  return text.includes('@') ? { to: 'person', email: text } : undefined;
}

function time(key: TimeKey, read: (text: string) => TimeCondition | undefined, form: string): Read {
  return single((value) => {
    const found = read(textOf(value));
    return found ? { kind: 'time', key, ...found } : errorAt(value, form);
  });
}

function count(key: 'timesSeen' | 'users'): Read {
  return single((value) => {
    const match = /^(>=|<=|>|<|=)?(\d{1,12})$/.exec(textOf(value));
    if (!match) return errorAt(value, `${key} is compared with a whole number, such as >100`);
    return { kind: 'count', key, comparison: (match[1] ?? '=') as Comparison, value: Number(match[2]) };
  });
}

/** `tags[key]` and `key` are the same tag. */
function tagKey(word: string): string {
  return /^tags\[(.+)\]$/.exec(word)?.[1] ?? word;
}

/** Taken literally, asterisks too. */
function textOf({ parts }: { parts: SearchValue }): string {
  return parts.join('*');
}
