import type { SearchQuery, SearchTerm, SearchValue } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { matchesAny } from './issue-search/match-values.ts';
import { UnanswerableSearchError } from './issue-search/search-scope.ts';
import { tagHash } from './tag-hash.ts';

/**
 * The conditions on `event` that a search means, each true or false and never null. For walks along the events of one
 * issue: nothing of it is indexed. Level, environment and release are columns; other tags are found by their hashes,
 * so only whole values can be searched for, and only in events stored since there are hashes.
 * @throws UnanswerableSearchError for what is said of issues, or cannot be told of an event without reading it
 */
export function eventConditions(query: SearchQuery): RawBuilder<boolean>[] {
  return query.map((term, place) => {
    const condition = conditionOf(term);
    if (typeof condition === 'string') throw new UnanswerableSearchError(place, condition);
    return term.negated ? sql<boolean>`not ${condition}` : condition;
  });
}

const OF_ISSUES = 'says something of issues; events are searched by level, environment, release and other tags';

function conditionOf(term: SearchTerm): RawBuilder<boolean> | string {
  switch (term.kind) {
    case 'text':
      return 'is text, which is looked for in issues only; events are searched by level, environment, release and other tags';
    case 'level':
      return sql`event.level = any(${term.values}::text[])`;
    case 'handled':
      return hasTag('handled', [[term.value ? 'yes' : 'no']]);
    case 'column':
      return term.key === 'platform' ? hasTag('platform', term.values) : OF_ISSUES;
    case 'tag':
      return isColumn(term.key)
        ? sql`coalesce(${matchesAny(sql.ref(`event.${term.key}`), term.values)}, false)`
        : hasTag(term.key, term.values);
    case 'has':
      if (isColumn(term.key)) return sql`(${sql.ref(`event.${term.key}`)} is not null)`;
      return `asks for any value of "${term.key}", which can be told of issues only; name the value`;
    default:
      return OF_ISSUES;
  }
}

function hasTag(key: string, values: readonly SearchValue[]): RawBuilder<boolean> | string {
  if (values.some(({ length }) => length > 1)) return 'has an asterisk; of events, only whole values are known';
  const hashes = values.map(([value]) => tagHash(key, value!).toString());
  return sql`coalesce(event.tag_hashes && ${hashes}::bigint[], false)`;
}

const isColumn = (key: string) => key === 'environment' || key === 'release';
