import type { SearchValue } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import { ofAnyPart } from '../issue-members.ts';
import { isCommonTag } from './common-tags.ts';
import { LOOKED_UP } from './looked-up.ts';
import { matchesAny, withoutNul } from './match-values.ts';
import type { SearchScope } from './search-scope.ts';

/**
 * Whether the issue was seen with a tag of one of these values; of any value where none is given. `isNegated` says that
 * those without it are wanted: what most issues have is then better looked up for each.
 */
export function tagCondition(
  key: string,
  values: readonly SearchValue[] | undefined,
  { projectId, isOneProject, withMembers, commonTags }: SearchScope,
  isNegated: boolean,
): RawBuilder<boolean> {
  const matches = values ? sql`and ${matchesAny(sql`issue_tag.value`, values)}` : sql``;
  if (isNegated && isCommonTag(commonTags, key, values)) {
    return ofAnyPart(
      withMembers,
      (id) => sql`${id} in (
        select issue_id from issue_tag
        where issue_tag.project_id = ${projectId} and issue_tag.key = ${withoutNul(key)} ${matches}
      )`,
    );
  }
  return ofAnyPart(
    withMembers,
    (id) => sql`exists (
      select from issue_tag
      where issue_tag.issue_id = ${id} and issue_tag.key = ${withoutNul(key)} ${matches}
        ${isNegated && !isOneProject ? LOOKED_UP : sql`and issue_tag.project_id = ${projectId}`}
    )`,
  );
}
