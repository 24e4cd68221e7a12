import type { SearchQuery, SearchTerm } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { assignedCondition } from './assigned.ts';
import { columnCondition } from './column.ts';
import { countCondition } from './count.ts';
import { matchesAny } from './match-values.ts';
import { type SearchScope, UnanswerableSearchError } from './search-scope.ts';
import { stateCondition } from './state.ts';
import { tagCondition } from './tag.ts';
import { textCondition } from './text.ts';
import { timeCondition } from './time.ts';

/**
 * The conditions on `issue` that a search means, each of them true or false and never null.
 * @throws UnanswerableSearchError
 */
export function issueConditions(query: SearchQuery, scope: SearchScope): RawBuilder<boolean>[] {
  const words = query.flatMap((term) => (term.kind === 'text' && !term.negated ? [term.text] : []));
  const conditions = words.length > 0 ? [textCondition(words, scope)] : [];
  for (const [place, term] of query.entries()) {
    if (term.kind === 'text' && !term.negated) continue;
    const condition = conditionOf(term, scope);
    if (!condition) throw new UnanswerableSearchError(place, 'cannot be searched for');
    conditions.push(term.negated ? sql<boolean>`not ${condition}` : condition);
  }
  return conditions;
}

function conditionOf(term: SearchTerm, scope: SearchScope): RawBuilder<boolean> | undefined {
  switch (term.kind) {
    case 'text':
      return textCondition([term.text], scope, term.negated);
    case 'is':
      return stateCondition(term.values);
    case 'level':
      return matchesAny(
        sql`issue.level`,
        term.values.map((level) => [level]),
      );
    case 'handled':
      return term.value ? sql`issue.handled` : sql`(not issue.handled)`;
    case 'assigned':
      return assignedCondition(term.values, scope);
    case 'column':
      return columnCondition(term.key, term.values, scope);
    case 'tag':
      return tagCondition(term.key, term.values, scope, term.negated);
    case 'has':
      return tagCondition(term.key, undefined, scope, term.negated);
    case 'count':
      return sql`(${countCondition(term.key, term.comparison, term.value)})`;
    case 'time':
      return sql`(${timeCondition(term.key, term.comparison, term.value)})`;
  }
}
