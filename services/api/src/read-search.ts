import { type FieldError, ProblemError } from '@railguard/contract/problem';
import { parseSearch } from '@railguard/contract/search/parse-search';
import type { SearchError } from '@railguard/contract/search/search-error';
import { tagKeysToProve, unseenTagErrors } from '@railguard/contract/search/unseen-tags';
import type { SearchQuery } from '@railguard/protocol/search-query';
import type { Database } from '@railguard/store/database';
import { UnanswerableSearchError } from '@railguard/store/issue-search/search-scope';
import { seenTagKeys, tagKeysOf } from '@railguard/store/known-tags';
import type { Scope } from '@railguard/store/scope';
import type { SearchedProjects } from '@railguard/store/searched-projects';

export interface Search {
  query: SearchQuery;
  /** Runs what the search is for. @throws ProblemError `invalid_request` where it cannot be answered */
  answer<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Reads the parameter `query`, or a field of a body that `pointer` names.
 * @throws ProblemError `invalid_request`, with the place of each mistake and what was probably meant: also for tags that
 *   no event of the searched projects had
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
  const named = tagKeysToProve(parsed);
  if (named.length > 0) {
    const seen = await seenTagKeys(database, scope, searched, named);
    if (seen.length < named.length) {
      throw wrongSearch(unseenTagErrors(parsed, new Set([...seen, ...(await tagKeysOf(database, scope, searched))])));
    }
  }
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

function toFieldError({ position, length, token, detail, suggestion }: SearchError, pointer: string): FieldError {
  return {
    pointer,
    detail: `${token}: ${detail}`,
    position,
    length,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
