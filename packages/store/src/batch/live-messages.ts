import type { LiveType } from '@railguard/protocol/live';
import type { LiveMessage } from '../live.ts';
import type { IssueChange } from './issue-change.ts';

/** What live pages are told of a batch: one message for each project and kind of change, however many events it holds. */
export function liveMessagesOf(changes: IssueChange[], awakenedProjects: string[]): LiveMessage[] {
  const issues = new Map<string, LiveMessage & { issue_ids: string[] }>();
  for (const change of changes) {
    const { id, project_id } = change.issue;
    const type = typeOf(change);
    const key = `${project_id} ${type}`;
    const message = issues.get(key) ?? { project_id, type, issue_ids: [] };
    issues.set(key, message);
    message.issue_ids.push(id);
  }
  const firsts = awakenedProjects.map((project_id): LiveMessage => ({ project_id, type: 'project.first_event' }));
  return [...firsts, ...issues.values()];
}

function typeOf({ isNew, isRegressed }: IssueChange): LiveType {
  if (isNew) return 'issue.new';
  return isRegressed ? 'issue.regressed' : 'issue.updated';
}
