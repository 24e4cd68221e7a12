import type { IssuePage, IssueSort } from '@railguard/store/issue-list';
import type { IssueRow } from '@railguard/store/issues';
import { asCount, asTime, asUuid, decodeCursor, encodeCursor } from './cursor.ts';

/** Where a page of issues ended, in the field that it is sorted by. */
export function issueCursor(sort: IssueSort, last: IssueRow): string {
  const value = last[sort];
  return encodeCursor(`issues ${sort}`, [value instanceof Date ? value.toISOString() : value, last.id]);
}

/** @throws ProblemError `invalid_cursor`, also for the cursor of another sort */
export function readIssueCursor(sort: IssueSort, cursor: string | undefined): IssuePage['after'] {
  const isTime = sort === 'last_seen' || sort === 'first_seen';
  return decodeCursor(`issues ${sort}`, { value: isTime ? asTime : asCount, id: asUuid }, cursor);
}
