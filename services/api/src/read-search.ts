import { type FieldError, ProblemError } from '@railguard/contract/problem';
import { type ParsedSearch, parseSearch } from '@railguard/contract/search/parse-search';
import type { SearchError } from '@railguard/contract/search/search-error';
import { namesIn, unknownNameErrors } from '@railguard/contract/search/unknown-names';
import { tagKeysToProve, unseenTagErrors } from '@railguard/contract/search/unseen-tags';
import { type SearchNames, type SearchQuery, searchNames } from '@railguard/protocol/search-query';
import type { Database } from '@railguard/store/database';
import { UnanswerableSearchError } from '@railguard/store/issue-search/search-scope';
import { seenTagKeys, tagKeysOf } from '@railguard/store/known-tags';
import type { Scope } from '@railguard/store/scope';
import { knownNames, similarNames } from '@railguard/store/search-names';
import type { SearchedProjects } from '@railguard/store/searched-projects';

export interface Search {
  query: SearchQuery;
  /** Runs what the search is for. @throws ProblemError `invalid_request` where it cannot be answered */
  answer<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Reads the parameter `query`, or a field of a body that `pointer` names.
 * @throws ProblemError `invalid_request`, with the place of each mistake and what was probably meant: also for tags that
 *   no event of the searched projects had, and for projects, members and teams that the organisation does not have
 */
export async function readSearch(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  text = '',
  pointer = '?query',
): Promise<Search> {
  const wrongSearch = (errors: SearchError[]) =>
    new ProblemError('invalid_request', undefined, { errors: errors.map((error) => toFieldError(error, pointer)) });
  const parsed = parseSearch(text);
  if (parsed.errors.length > 0) throw wrongSearch(parsed.errors);
  const unknown = [
    ...(await unseenTags(database, scope, searched, parsed)),
    ...(await unknownNames(database, scope, searched, parsed)),
  ];
  if (unknown.length > 0) throw wrongSearch(unknown.toSorted((one, other) => one.position - other.position));
  return {
    query: parsed.query,
    answer: async (work) => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof UnanswerableSearchError)) throw error;
        const { start, end, text: token } = parsed.places[error.term]!;
        throw wrongSearch([{ position: start, length: end - start, token, detail: `this ${error.message}` }]);
      }
    },
  };
}

async function unseenTags(database: Database, scope: Scope, searched: SearchedProjects, parsed: ParsedSearch) {
  const named = tagKeysToProve(parsed);
  if (named.length === 0) return [];
  const seen = await seenTagKeys(database, scope, searched, named);
  if (seen.length === named.length) return [];
  return unseenTagErrors(parsed, new Set([...seen, ...(await tagKeysOf(database, scope, searched))]));
}

/** Any project of the organisation is a known name, searched or not: one that is not searched has no issues here. */
async function unknownNames(
  database: Database,
  scope: Scope,
  { organizationId }: SearchedProjects,
  parsed: ParsedSearch,
) {
  const named = namesIn(parsed);
  if (isEmpty(named)) return [];
  const known = await knownNames(database, scope, organizationId, named);
  const unknown = searchNames((kind) => named[kind].filter((name) => !known[kind].includes(name)));
  if (isEmpty(unknown)) return [];
  return unknownNameErrors(parsed, unknown, await similarNames(database, scope, organizationId, unknown));
}

const isEmpty = ({ projects, members, teams }: SearchNames) => projects.length + members.length + teams.length === 0;

function toFieldError({ position, length, token, detail, suggestion }: SearchError, pointer: string): FieldError {
  return {
    pointer,
    detail: `${token}: ${detail}`,
    position,
    length,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
