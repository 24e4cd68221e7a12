import type { Level } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { IssueStatus, Role } from './tables.ts';

export interface IssueRow {
  id: string;
  /** Such as SHOP-12. */
  short_id: string;
  project_id: string;
  title: string;
  culprit: string;
  type: string;
  level: Level;
  platform: string;
  handled: boolean;
  status: IssueStatus;
  first_seen: Date;
  last_seen: Date;
  event_count: number;
  user_count: number;
  user_count_estimated: boolean;
  regressed_at: Date | null;
  grouping_hash: string;
  grouping_algorithm: string;
  assignee: { id: string; email: string; name: string } | null;
}

export interface IssueDetailRow extends IssueRow {
  grouping_explanation: GroupingPart[];
  project: { id: string; slug: string; name: string };
  /** What the reader may do here. */
  role: Role;
}

export type IssueSort = 'last_seen' | 'first_seen' | 'event_count' | 'user_count';

export interface IssueFilter {
  /** Empty or absent: every status. */
  statuses?: IssueStatus[];
  /** Free text in title and culprit, or a whole short id. Any characters; none has a special meaning. */
  query?: string;
  environment?: string;
  release?: string;
}

export interface IssuePage {
  sort: IssueSort;
  limit: number;
  /** Of the last issue of the page before: the value of the field sorted by (a time or a count), and its id. */
  after?: { value: Date | number; id: string };
}

/** Greatest or latest first. Empty where the project is not visible. */
export async function listIssues(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _filter: IssueFilter,
  _page: IssuePage,
): Promise<IssueRow[]> {
  throw new Error('not written yet');
}

/** undefined where there is none, or it is not visible. */
export async function getIssue(_database: Database, _scope: Scope, _id: string): Promise<IssueDetailRow | undefined> {
  throw new Error('not written yet');
}

/** The assignee is not a member of the issue's organisation. */
export class NotAMemberError extends Error {
  override name = 'NotAMemberError';
}

/** undefined where the issue is not visible. @throws NotAMemberError */
export async function updateIssue(
  _database: Database,
  _scope: Scope,
  _id: string,
  _changes: { status?: IssueStatus; assignee_id?: string | null },
): Promise<IssueDetailRow | undefined> {
  throw new Error('not written yet');
}

/** With its events. Whether there was such an issue. */
export async function deleteIssue(_database: Database, _scope: Scope, _id: string): Promise<boolean> {
  throw new Error('not written yet');
}
