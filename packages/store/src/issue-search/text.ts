import { type RawBuilder, sql } from 'kysely';
import { ofAnyPart } from '../issue-members.ts';
import { likeAnywhere } from '../like-pattern.ts';
import { LOOKED_UP } from './looked-up.ts';
import { withoutNul } from './match-values.ts';
import type { SearchScope } from './search-scope.ts';

/**
 * Words that all occur in title or culprit. In one condition, so that one look at the trigram index finds them; where
 * those without them are wanted, each issue is looked up.
 */
export function textCondition(
  texts: string[],
  { projectId, withMembers }: SearchScope,
  isNegated = false,
): RawBuilder<boolean> {
  const words = texts.map((text) => sql`issue_search.text like lower(${likeAnywhere(withoutNul(text))})`);
  return ofAnyPart(
    withMembers,
    (id) => sql`exists (
      select from issue_search
      where issue_search.issue_id = ${id} and ${sql.join(words, sql` and `)}
        ${isNegated ? LOOKED_UP : sql`and issue_search.project_id = ${projectId}`}
    )`,
  );
}
