import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { IssueDetailRow, IssueRow } from '@railguard/store/issues';
import { presentUser } from './present-user.ts';
import { presentIgnore, presentResolution } from './present-workflow.ts';

export type Issue = AnswerOf<RouteOf<'listIssues'>>['data'][number];
export type IssueDetail = AnswerOf<RouteOf<'getIssue'>>;

export function presentIssue(issue: IssueRow): Issue {
  return {
    id: issue.id,
    short_id: issue.short_id,
    project_id: issue.project_id,
    title: issue.title,
    culprit: issue.culprit,
    type: issue.type,
    level: issue.level,
    platform: issue.platform,
    handled: issue.handled,
    status: issue.status,
    first_seen: issue.first_seen.toISOString(),
    last_seen: issue.last_seen.toISOString(),
    event_count: issue.event_count,
    user_count: issue.user_count,
    user_count_estimated: issue.user_count_estimated,
    is_regressed: issue.status === 'unresolved' && issue.regressed_at !== null,
    regressed_at: issue.regressed_at?.toISOString() ?? null,
    resolution: presentResolution(issue),
    ignore: presentIgnore(issue),
    grouping_hash: issue.grouping_hash,
    grouping_algorithm: issue.grouping_algorithm,
    assignee: issue.assignee ? presentUser(issue.assignee) : null,
    assignee_team: issue.assignee_team && { id: issue.assignee_team.id, name: issue.assignee_team.name },
  };
}

/** With its project, and why its events are one issue. */
export function presentIssueDetail(issue: IssueDetailRow): IssueDetail {
  const { id, slug, name } = issue.project;
  return {
    ...presentIssue(issue),
    project: { id, slug, name },
    member_count: issue.member_count,
    merged_from: issue.merged_from,
    grouping: {
      algorithm: issue.grouping_algorithm,
      hash: issue.grouping_hash,
      explanation: issue.grouping_explanation.map(({ label, value }) => ({ label, value })),
    },
  };
}
