import type { AnswerOf, BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';

export type Issue = AnswerOf<RouteOf<'listOrganizationIssues'>>['data'][number];
export type IssueDetail = AnswerOf<RouteOf<'getIssue'>>;
export type IssueChange = NonNullable<BodyOf<RouteOf<'bulkIssues'>>['change']>;
export const SORTS = ['last_seen', 'first_seen', 'event_count', 'user_count'] as const;
export type IssueSort = (typeof SORTS)[number];
