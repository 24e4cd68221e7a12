import type { SearchNames, SearchTerm } from '@railguard/protocol/search-query';
import { closest } from './closest.ts';
import type { ParsedSearch } from './parse-search.ts';
import { errorAt, type SearchError } from './search-error.ts';

const MISTAKES: Record<keyof SearchNames, (name: string) => string> = {
  projects: (name) => `no project is called "${name}"`,
  members: (name) => `no member has the address ${name}`,
  teams: (name) => `no team is called "${name}"`,
};

/** The names in a search that can be wrong; a value with an asterisk in it is none. */
export function namesToProve({ query }: ParsedSearch): SearchNames {
  const named = query.flatMap(namesIn).filter((name) => name !== undefined);
  const of = (kind: keyof SearchNames) => [
    ...new Set(named.filter((each) => each.kind === kind).map(({ name }) => name)),
  ];
  return { projects: of('projects'), members: of('members'), teams: of('teams') };
}

/** For each name that `known` does not have, what was probably meant. */
export function unknownNameErrors(parsed: ParsedSearch, known: SearchNames): SearchError[] {
  return parsed.query.flatMap((term, place) =>
    namesIn(term).flatMap((named, index) => {
      if (!named || known[named.kind].some((name) => isSame(named, name))) return [];
      const suggestion = closest(named.name, known[named.kind]);
      const written = suggestion === undefined || named.kind !== 'teams' ? suggestion : `#${suggestion}`;
      return [errorAt(parsed.places[place]!.values[index]!, MISTAKES[named.kind](named.name), written)];
    }),
  );
}

interface Named {
  kind: keyof SearchNames;
  name: string;
}

/** One for each value of the term, in their order; undefined for those that name nothing. */
function namesIn(term: SearchTerm): (Named | undefined)[] {
  if (term.kind === 'column' && term.key === 'project') {
    return term.values.map((parts) => (parts.length === 1 ? { kind: 'projects', name: parts[0]! } : undefined));
  }
  if (term.kind !== 'assigned') return [];
  return term.values.map((assignee) => {
    if (assignee.to === 'person') return { kind: 'members', name: assignee.email };
    return assignee.to === 'team' ? { kind: 'teams', name: assignee.slug } : undefined;
  });
}

/** A project is searched for as it is written; of addresses and teams upper and lower case are one. */
function isSame({ kind, name }: Named, known: string): boolean {
  return kind === 'projects' ? name === known : name.toLowerCase() === known.toLowerCase();
}
