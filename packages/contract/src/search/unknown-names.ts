import { type SearchNameKind, type SearchNames, type SearchTerm, searchNames } from '@railguard/protocol/search-query';
import { closest } from './closest.ts';
import type { ParsedSearch } from './parse-search.ts';
import { errorAt, type SearchError } from './search-error.ts';

const MISTAKES: Record<SearchNameKind, (name: string) => string> = {
  projects: (name) => `no project is called "${name}"`,
  members: (name) => `no member has the address ${name}`,
  teams: (name) => `no team is called "${name}"`,
};

/** The names that a search has; what stands for several projects is none. */
export function namesIn({ query }: ParsedSearch): SearchNames {
  const named = query.flatMap(namesOf).filter((name) => name !== undefined);
  return searchNames((kind) => [...new Set(named.filter((each) => each.kind === kind).map(({ name }) => name))]);
}

/** For each name that is `unknown`, which of `others` was probably meant. */
export function unknownNameErrors(parsed: ParsedSearch, unknown: SearchNames, others: SearchNames): SearchError[] {
  return parsed.query.flatMap((term, place) =>
    namesOf(term).flatMap((named, index) => {
      if (!named || !unknown[named.kind].includes(named.name)) return [];
      const suggestion = closest(named.name, others[named.kind]);
      const written = suggestion === undefined || named.kind !== 'teams' ? suggestion : `#${suggestion}`;
      return [errorAt(parsed.places[place]!.values[index]!, MISTAKES[named.kind](named.name), written)];
    }),
  );
}

interface Named {
  kind: SearchNameKind;
  name: string;
}

/** One for each value of the term, in their order; undefined for those that name nothing. */
function namesOf(term: SearchTerm): (Named | undefined)[] {
  if (term.kind === 'column' && term.key === 'project') {
    return term.values.map((parts) => (parts.length === 1 ? { kind: 'projects', name: parts[0]! } : undefined));
  }
  if (term.kind !== 'assigned') return [];
  return term.values.map((assignee) => {
    if (assignee.to === 'person') return { kind: 'members', name: assignee.email };
    return assignee.to === 'team' ? { kind: 'teams', name: assignee.slug } : undefined;
  });
}
