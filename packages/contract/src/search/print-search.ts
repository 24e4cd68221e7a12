import type { Assignee, SearchQuery, SearchTerm, SearchValue } from '@railguard/protocol/search-query';
import { issueKeyOf } from './keys.ts';
import { JOINING_WORDS } from './read-term.ts';
import { printTime } from './read-time.ts';

/** The text that `parseSearch` reads as this query. */
export function printSearch(query: SearchQuery): string {
  return query.map((term) => (term.negated ? '!' : '') + printTerm(term)).join(' ');
}

function printTerm(term: SearchTerm): string {
  switch (term.kind) {
    case 'text':
      return printText(term.text);
    case 'is':
    case 'level':
      return `${term.kind}:${listOf(term.values)}`;
    case 'handled':
      return `handled:${term.value ? 'yes' : 'no'}`;
    case 'assigned':
      return `assigned:${listOf(term.values.map((assignee) => printValue([printAssignee(assignee)])))}`;
    case 'column':
      return `${term.key}:${listOf(term.values.map(printValue))}`;
    case 'tag':
      return `${printTagKey(term.key)}:${listOf(term.values.map(printValue))}`;
    case 'has':
      return `has:${printValue([term.key])}`;
    case 'count':
      return `${term.key}:${term.comparison === '=' ? '' : term.comparison}${term.value}`;
    case 'time':
      return printTime(term.key, term);
  }
}

function listOf(values: readonly string[]): string {
  return values.length === 1 ? values[0]! : `[${values.join(',')}]`;
}

/** What stands for itself without quotes, in a list too. */
const BARE = /^[^\s"\\[\],*!:]+$/;

/** Words may have asterisks that mean nothing; a colon might make a key of what is before it. */
function printText(text: string): string {
  return BARE.test(text) && !JOINING_WORDS.has(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A value as it is written behind a colon, in quotes where it needs them. */
export function printValue(parts: SearchValue): string {
  const escaped = parts.map((part) => part.replace(/["\\*]/g, '\\$&')).join('*');
  return parts.every((part) => part === '' || BARE.test(part)) ? escaped : `"${escaped}"`;
}

function printTagKey(key: string): string {
  return /^[\w.-]+$/.test(key) && issueKeyOf(key) === undefined ? key : `tags[${key}]`;
}

function printAssignee(assignee: Assignee): string {
  switch (assignee.to) {
    case 'me':
      return 'me';
    case 'nobody':
      return 'none';
    case 'person':
      return assignee.email;
    case 'team':
      return `#${assignee.slug}`;
  }
}
