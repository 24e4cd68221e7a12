import type { RawBuilder } from 'kysely';
import type { Scope } from '../scope.ts';

/** What conditions may refer to beside the row of `issue`. */
export interface SearchScope {
  /** Whose `me` it is. */
  scope: Scope;
  /**
   * The project of the issue, in SQL: a parameter where one project is searched, so that indexes which begin with the
   * project are walked by it.
   */
  projectId: RawBuilder<unknown>;
  /** Whether `projectId` is known when the statement is planned, so that PostgreSQL knows how common a tag is there. */
  isOneProject: boolean;
  /** Whether any issue of the searched projects was merged: what is stored under members counts for what shows them. */
  withMembers: boolean;
  /** Negated tags that so many issues have that they are read together; see `findCommonTags`. */
  commonTags: ReadonlySet<string>;
}

/** Nothing is wrong with the search, but it cannot be answered. */
export class UnanswerableSearchError extends Error {
  override name = 'UnanswerableSearchError';
  /** Which term it is, counted from 0. */
  readonly term: number;

  constructor(term: number, detail: string) {
    super(detail);
    this.term = term;
  }
}
