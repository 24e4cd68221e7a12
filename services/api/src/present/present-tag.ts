import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { IssueTagRow, ProjectTagValueRow, TagKeyRow, TagValueRow } from '@railguard/store/tag-values';

type Tag = AnswerOf<RouteOf<'listProjectTags'>>['data'][number];
type TagValue = AnswerOf<RouteOf<'listIssueTagValues'>>['data'][number];
type ProjectTagValue = AnswerOf<RouteOf<'listProjectTagValues'>>['data'][number];
type IssueTag = AnswerOf<RouteOf<'listIssueTags'>>['data'][number];

export function presentTag({ key, value_count, has_more_values, event_count, last_seen }: TagKeyRow): Tag {
  return { key, value_count, has_more_values, event_count, last_seen: last_seen.toISOString() };
}

export function presentTagValue({ value, event_count, last_seen }: TagValueRow): TagValue {
  return { value, event_count, last_seen: last_seen.toISOString() };
}

export function presentProjectTagValue(row: ProjectTagValueRow): ProjectTagValue {
  return { ...presentTagValue(row), issue_count: row.issue_count };
}

/** Values that are all different are not worth a list. */
export function presentIssueTag(row: IssueTagRow): IssueTag {
  const top = row.is_unique ? [] : row.top;
  return {
    ...presentTag(row),
    is_unique: row.is_unique,
    top_values: top.map((value) => presentTagValue({ ...value, last_seen: new Date(value.last_seen) })),
  };
}
